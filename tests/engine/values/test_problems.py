"""What a sentence about a fault quotes and proposes."""

from __future__ import annotations

from parindex.engine.values.problems import BadInput, Problem, excerpt, near_miss


def test_a_problem_is_one_sentence_with_its_remedy():
    problem = Problem("tệp.yaml, dòng 2", "thiếu khóa «max»", "Hãy thêm khóa này")
    assert str(problem) == "tệp.yaml, dòng 2: thiếu khóa «max». Hãy thêm khóa này."
    assert str(BadInput(problem, problem)) == f"{problem}\n{problem}"


def test_a_quotation_is_one_line_of_sixty_characters_at_most():
    assert excerpt("a" * 60) == "a" * 60
    assert excerpt("a" * 61) == "a" * 59 + "…"
    assert excerpt("một\n\n  hai\tba ") == "một hai ba"
    assert excerpt(None) == "None"


def test_the_likeliest_names_are_proposed_whatever_their_case():
    known = ["2.4a", "2.4b", "1.1", "S1"]
    assert near_miss("2.4", known, "Hãy xem") == "Có phải là: 2.4b, 2.4a"
    assert near_miss("s1", known, "Hãy xem") == "Có phải là: S1"
    assert near_miss("khác hẳn", known, "Hãy xem") == "Hãy xem"
