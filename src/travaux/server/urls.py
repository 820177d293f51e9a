"""The addresses of the workbench."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path

from travaux.server.api.addresses import addresses
from travaux.server.desk.assets import asset
from travaux.server.pages import (
    accounts,
    cases,
    changes,
    consensus,
    consolidate,
    drawing,
    glance,
    issue,
    law,
    law_gap,
    law_index,
    law_reform,
    people,
    positions,
    record,
    text,
    timeline,
    treaty,
    treaty_forecast,
    treaty_one,
    treaty_party,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "travaux.server.desk.failing.bad_request"
handler403 = "travaux.server.desk.failing.forbidden"
handler404 = "travaux.server.desk.failing.not_found"
handler500 = "travaux.server.desk.failing.fault"

_CASE = "c/<slug:case>/"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("assets/<slug:digest>/<str:name>", asset, name="assets"),
    path("account/sign-in/", allauth.login, name="account_login"),
    path("account/sign-out/", allauth.logout, name="account_logout"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("accounts/", accounts.accounts_people, name="accounts_people"),
    path("accounts/make", accounts.account_make, name="account_make"),
    path("accounts/seat", accounts.account_seat, name="account_seat"),
    path("import", accounts.import_case, name="import_case"),
    path(_CASE, glance.glance, name="glance"),
    path(f"{_CASE}text/", text.text, name="text"),
    path(f"{_CASE}text/choose/", text.text_choose, name="text_choose"),
    path(f"{_CASE}text/enter", text.text_enter, name="text_enter"),
    path(f"{_CASE}text/file.<slug:ending>", text.text_file, name="text_file"),
    path(f"{_CASE}issue/<str:issue>/", issue.issue, name="issue"),
    path(f"{_CASE}issue/<str:issue>/state", issue.state_position, name="state_position"),
    path(f"{_CASE}positions/", positions.positions, name="positions"),
    path(f"{_CASE}positions/file.<slug:ending>", positions.positions_file, name="positions_file"),
    path(f"{_CASE}consensus/", consensus.consensus, name="consensus"),
    path(f"{_CASE}consensus/file.<slug:ending>", consensus.consensus_file, name="consensus_file"),
    path(f"{_CASE}changes/", changes.changes, name="changes"),
    path(f"{_CASE}changes/for-us/", changes.changes_us, name="changes_us"),
    path(f"{_CASE}changes/seen", changes.changes_seen, name="changes_seen"),
    path(f"{_CASE}changes/file.<slug:ending>", changes.changes_file, name="changes_file"),
    path(f"{_CASE}timeline/", timeline.timeline, name="timeline"),
    path(f"{_CASE}timeline/file.<slug:ending>", timeline.timeline_file, name="timeline_file"),
    path(f"{_CASE}consolidate/", consolidate.consolidate, name="consolidate"),
    path(f"{_CASE}consolidate/put", consolidate.consolidate_put, name="consolidate_put"),
    path(f"{_CASE}consolidate/<uuid:tray>/", consolidate.consolidate_found, name="consolidate_found"),
    path(f"{_CASE}consolidate/<uuid:tray>/enter", consolidate.consolidate_enter, name="consolidate_enter"),
    path(f"{_CASE}consolidate/<uuid:tray>/file.<slug:ending>", consolidate.consolidate_file, name="consolidate_file"),
    path(f"{_CASE}treaty/", treaty.treaty, name="treaty"),
    path(f"{_CASE}treaty/file.<slug:ending>", treaty.treaty_file, name="treaty_file"),
    path(f"{_CASE}treaty/party/<str:party>/", treaty_party.treaty_party, name="treaty_party"),
    path(f"{_CASE}treaty/party/<str:party>/file.<slug:ending>", treaty_party.treaty_party_file,
         name="treaty_party_file"),
    path(f"{_CASE}treaty/<str:treaty>/", treaty_one.treaty_one, name="treaty_one"),
    path(f"{_CASE}treaty/<str:treaty>/file.<slug:ending>", treaty_one.treaty_one_file, name="treaty_one_file"),
    path(f"{_CASE}treaty/<str:treaty>/forecast/", treaty_forecast.treaty_forecast, name="treaty_forecast"),
    path(f"{_CASE}treaty/<str:treaty>/forecast/file.<slug:ending>", treaty_forecast.treaty_forecast_file,
         name="treaty_forecast_file"),
    path(f"{_CASE}law/", law.law, name="law"),
    path(f"{_CASE}law/index/", law_index.law_index, name="law_index"),
    path(f"{_CASE}law/reform/", law_reform.law_reform, name="law_reform"),
    path(f"{_CASE}law/gap/", law_gap.law_gap, name="law_gap"),
    path(f"{_CASE}law/<slug:part>.<slug:ending>", law.law_file, name="law_file"),
    path(f"{_CASE}record/", record.record, name="record"),
    path(f"{_CASE}record/enter", record.record_enter, name="record_enter"),
    path(f"{_CASE}record/file.<slug:ending>", record.record_file, name="record_file"),
    path(f"{_CASE}people/", people.people, name="people"),
    path(f"{_CASE}people/publish", people.publish_case, name="publish_case"),
    path(f"{_CASE}people/group", people.change_group, name="change_group"),
    path(f"{_CASE}export.zip", people.export_case, name="export_case"),
    path(f"{_CASE}picture/<slug:name>.<slug:ending>", drawing.picture, name="picture"),
    *addresses(),
]
