-- Multidimensional poverty by Alkire and Foster (2011) over households of a basic-needs survey (จปฐ. layout): five equal
-- dimensions, poor from two of them (score 0.4); households with a missing answer leave the base.
-- A person weighs members * weight. Errors: ratio linearised over primary units, one stratum.
WITH scored AS (
    SELECT area, year_be, unit, members * weight AS people, health, living, education, income, access,
           (health + living + education + income + access) / 5.0 AS score
    FROM households
),
counted AS (
    SELECT area, year_be, unit, people, score, health, living, education, income, access,
           CASE WHEN score >= 0.4 - 1e-9 THEN people ELSE 0 END AS poor
    FROM scored
    WHERE score IS NOT NULL
),
units AS (
    SELECT area, year_be, unit, SUM(people) AS people, SUM(poor) AS poor, SUM(poor * score) AS deprived,
           SUM(poor * health) AS health, SUM(poor * living) AS living, SUM(poor * education) AS education,
           SUM(poor * income) AS income, SUM(poor * access) AS access
    FROM counted
    GROUP BY area, year_be, unit
),
placed AS (
    SELECT SUBSTRING(area, 1, 6) AS subdistrict, SUBSTRING(area, 1, 4) AS district, SUBSTRING(area, 1, 2) AS province, units.*
    FROM units
),
summed AS (
    SELECT COALESCE(subdistrict, district, province) AS area, year_be, COUNT(*) AS units,
           SUM(people) AS people, SUM(poor) AS poor, SUM(deprived) AS deprived,
           SUM(people * people) AS people2, SUM(poor * poor) AS poor2, SUM(deprived * deprived) AS deprived2,
           SUM(poor * people) AS poor_people, SUM(deprived * people) AS deprived_people,
           SUM(health) AS health, SUM(living) AS living, SUM(education) AS education, SUM(income) AS income,
           SUM(access) AS access
    FROM placed
    GROUP BY GROUPING SETS ((year_be, province, district, subdistrict), (year_be, province, district), (year_be, province))
)
SELECT area, year_be,
       deprived / people AS mpi,
       poor / people AS mpi_headcount,
       deprived / NULLIF(poor, 0) AS mpi_intensity,
       SQRT(units / NULLIF(units - 1.0, 0)
            * GREATEST(deprived2 - 2 * deprived / people * deprived_people
                       + deprived / people * deprived / people * people2, 0)) / people AS mpi_error,
       SQRT(units / NULLIF(units - 1.0, 0)
            * GREATEST(poor2 - 2 * poor / people * poor_people
                       + poor / people * poor / people * people2, 0)) / people AS mpi_headcount_error,
       health / people AS mpi_censored_health,
       living / people AS mpi_censored_living,
       education / people AS mpi_censored_education,
       income / people AS mpi_censored_income,
       access / people AS mpi_censored_access
FROM summed
WHERE people > 0
