"""Forecasts of treaties: when a threshold will be reached, who is likely to join, and how such forecasts fared.

The packages of the extra `forecast` (lifelines, pandas, scipy) are asked for only when a forecast is made.
"""

from travaux.treaty.forecasting.backtest_results import BacktestFound, Scores
from travaux.treaty.forecasting.backtesting import backtest
from travaux.treaty.forecasting.forecasting import forecast
from travaux.treaty.forecasting.results import Candidate, FanPoint, ForecastFound
from travaux.treaty.forecasting.spans import as_span

__all__ = ["BacktestFound", "Candidate", "FanPoint", "ForecastFound", "Scores", "as_span", "backtest", "forecast"]
