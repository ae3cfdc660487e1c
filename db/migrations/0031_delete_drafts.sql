-- A draft may be deleted, and a questionnaire with its last version. Published versions are held by the trigger refuse_published.
GRANT DELETE ON questionnaires, questionnaire_versions TO securesphere_app;
