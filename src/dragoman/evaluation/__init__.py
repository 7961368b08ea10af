"""Scores of a reader against stories whose records a person filed."""

from dragoman.evaluation.gold import GoldStory, load_gold, load_predictions
from dragoman.evaluation.scoring import Scores, score

__all__ = ["GoldStory", "Scores", "load_gold", "load_predictions", "score"]
