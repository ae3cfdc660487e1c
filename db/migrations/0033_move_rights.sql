-- A move to another version of the questionnaire takes away the scores of dimensions that are no more.
GRANT DELETE ON maturity_scores TO securesphere_app;
