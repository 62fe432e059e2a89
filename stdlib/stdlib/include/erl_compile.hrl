%% What `erlc` and its like hand to a compiler of some other language: the options of one compilation.
-record(options,
        {includes = [],           % directories of included files
         outdir = ".",            % where the result goes
         output_type = undefined, % kind of the result, if the compiler makes several
         defines = [],            % names, or {Name, Value}
         warning = 1,             % 0: none, higher: more
         verbose = false,
         optimize = 999,          % 0: not at all, higher: more
         specific = [],           % options only this compiler knows
         outfile = "",            % name of the result, without extension
         cwd}).                   % where the names of files are relative to
