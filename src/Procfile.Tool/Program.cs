using Procfile.Tool;

return CommandLine.Run(args);
