"""Which provisions left the order of the others."""

import travaux
from travaux.text.comparing import compare
from travaux.text.side_by_side.order import out_of_order

LONG = "Each Contracting Party shall publish the fees that its office asks of designers, once every year."
MORE = "The Director General shall convene the Assembly in Geneva at least once every two years, in autumn."
SHORT = "Observers may attend without the right to vote in it."


def moved(old, new):
    comparison = compare(travaux.read_text("\n\n".join(old)), travaux.read_text("\n\n".join(new)))
    old_text = comparison.old_text
    return [old_text.text(comparison.provisions[n].link.old[0]).strip() for n in sorted(out_of_order(comparison))]


def test_the_shortest_one_left_the_order_of_the_others():
    assert moved([SHORT, LONG, MORE], [LONG, MORE, SHORT]) == [SHORT]


def test_what_is_new_or_gone_moves_nothing():
    assert moved([LONG, MORE], [LONG, SHORT, MORE]) == []
    assert moved([LONG, SHORT, MORE], [LONG, MORE]) == []
