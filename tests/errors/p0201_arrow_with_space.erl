f() - > ok.
