using Procfile.Tool;
using Procfile.Tool.Running;

return InitProcess.IsNeeded ? InitProcess.Run(args) : CommandLine.Run(args);
