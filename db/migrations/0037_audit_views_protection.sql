CALL app.protect('audit_views', 'select, insert, update, delete');
