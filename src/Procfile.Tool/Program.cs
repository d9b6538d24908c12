using Procfile.Tool;
using Procfile.Tool.Input;
using Procfile.Tool.Running;

string[] exact = RawArguments.Restore(args);
return InitProcess.IsNeeded ? InitProcess.Run(exact) : CommandLine.Run(exact);
