"""Six analyses for the questions that the people in charge of a guideline ask on a Tuesday.

`hazard`, `access`, `location`, `hotspots`, `compare`, `cohort`: each module holds the method as functions on plain
values and arrays, and one `answer(area, ...)` that reads what ships (or what the caller brings) and returns an
`Answer`: the sentence in Thai and English, the rows, the inputs with what is missing. No database, no network.
"""
