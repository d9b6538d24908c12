using Procfile.Tool;
using Procfile.Tool.Input;

return CommandLine.Run(RawArguments.Restore(args));
