using System.Globalization;
using System.Text;
using System.Xml;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>Property lists of launchd, one a process: launchd.plist(5).</summary>
public sealed class LaunchdExporter : Exporter
{
    internal LaunchdExporter()
    {
    }

    /// <inheritdoc/>
    public override string Name => "launchd";

    /// <inheritdoc/>
    public override string Description => "property lists of macOS's launchd";

    /// <inheritdoc/>
    public override ExportResult Export(ProcessPlan plan, ExportOptions? options = null)
    {
        var source = new ExportPlan(plan, options ?? new ExportOptions(), inContainers: false);
        var names = new SafeNames("-_.");
        string app = names.Of(source.Options.AppName);
        string logs = ExportText.LogDirectory(source, app);
        List<ExportedFile> files = [];
        List<string> steps = [$"mkdir -p {logs}"];
        foreach (ExportedProcess process in source.Processes())
        {
            string label = $"{app}-{names.Of(ExportText.Dashed(process))}";
            files.Add(new ExportedFile($"{label}.plist", Write(source, process, label, $"{logs}/{label}.log"), ExportedFile.Private));
            steps.Add($"launchctl bootstrap system /Library/LaunchDaemons/{label}.plist");
        }

        return ExportText.Result(source, files, [.. steps]);
    }

    private static string Write(ExportPlan source, ExportedProcess process, string label, string log)
    {
        FittedCommand command = FittedCommand.Of(process, process.Variables, (name, value) => IsXml(name) && IsXml(value), IsXml);
        if (process.Directory is { } directory && !IsXml(directory))
            source.Notes.Error(process.Name, "a property list cannot hold such a directory: give it a name without control characters.");
        StopStep first = process.Stop.Steps[0];
        if (first.Signal.Name != "TERM" || process.Stop.Steps.Length > 2)
            source.Notes.Warn(process.Type.Name, $"launchd stops with TERM and, when the time is up, KILL: its stop sequence \"{process.Stop}\" becomes that.");

        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, IndentChars = "    ", NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, OmitXmlDeclaration = true };
        using (var xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("plist");
            xml.WriteAttributeString("version", "1.0");
            xml.WriteStartElement("dict");
            Text(xml, "Label", label);
            xml.WriteElementString("key", "ProgramArguments");
            xml.WriteStartElement("array");
            foreach (string argument in command.Arguments)
                String(xml, argument);
            xml.WriteEndElement();
            xml.WriteElementString("key", "EnvironmentVariables");
            xml.WriteStartElement("dict");
            foreach ((string name, string value) in command.Variables)
                Text(xml, name, value);
            xml.WriteEndElement();
            Text(xml, "WorkingDirectory", IsXml(process.Directory!) ? process.Directory! : "");
            if (process.User is { } user)
                Text(xml, "UserName", user);
            if (process.Group is { } group)
                Text(xml, "GroupName", group);
            Flag(xml, "RunAtLoad", true);
            WriteRestart(source, xml, process);
            Number(xml, "ThrottleInterval", Math.Max(1, ExportText.Whole(source.Options.RestartDelay)));
            // What launchd means by 0 is for ever.
            Number(xml, "ExitTimeOut", Math.Max(1, ExportText.Whole(process.Stop.Duration)));
            Text(xml, "StandardOutPath", log);
            Text(xml, "StandardErrorPath", log);
            if (process.Niceness is { } nice)
                Number(xml, "Nice", nice);
            if (process.Umask is { } umask)
                Number(xml, "Umask", (int)umask);
            WriteLimits(source, xml, process);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <!-- {ExportText.Header} -->
            {text}

            """;
    }

    private static void WriteRestart(ExportPlan source, XmlWriter xml, ExportedProcess process)
    {
        if (process.Restart.Condition != RestartCondition.OnFailure)
        {
            Flag(xml, "KeepAlive", process.Restart.Condition == RestartCondition.Always);
            return;
        }

        xml.WriteElementString("key", "KeepAlive");
        xml.WriteStartElement("dict");
        Flag(xml, "SuccessfulExit", false);
        xml.WriteEndElement();
        if (process.Restart.OtherSuccessCodes.Any())
            source.Notes.Warn(process.Type.Name, "launchd takes only the exit code 0 for success.");
    }

    private static void WriteLimits(ExportPlan source, XmlWriter xml, ExportedProcess process)
    {
        KeyValuePair<ResourceLimit, long?>[] limits = [.. process.Limits.Where(limit => limit.Key != ResourceLimit.AddressSpace && limit.Value is not null)];
        if (limits.Length < process.Limits.Count)
            source.Notes.Warn(process.Type.Name, "launchd has no limit of the address space and no unlimited: these are left out.");
        if (limits.Length == 0)
            return;
        foreach (string kind in new[] { "SoftResourceLimits", "HardResourceLimits" })
        {
            xml.WriteElementString("key", kind);
            xml.WriteStartElement("dict");
            foreach ((ResourceLimit limit, long? value) in limits)
                Number(xml, LimitName(limit), value!.Value);
            xml.WriteEndElement();
        }
    }

    private static string LimitName(ResourceLimit limit) => limit switch
    {
        ResourceLimit.OpenFiles => "NumberOfFiles",
        ResourceLimit.Processes => "NumberOfProcesses",
        ResourceLimit.CoreSize => "Core",
        ResourceLimit.ProcessorSeconds => "CPU",
        ResourceLimit.DataSize => "Data",
        ResourceLimit.FileSize => "FileSize",
        ResourceLimit.LockedMemory => "MemoryLock",
        ResourceLimit.ResidentSize => "ResidentSetSize",
        _ => "Stack",
    };

    private static bool IsXml(string text) => ExportText.IsText(text) && text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c));

    private static void Text(XmlWriter xml, string key, string value)
    {
        xml.WriteElementString("key", key);
        String(xml, value);
    }

    private static void String(XmlWriter xml, string value)
    {
        xml.WriteStartElement("string");
        xml.WriteString(value);
        // A full end tag also for what is empty: some readers of property lists know no other.
        xml.WriteFullEndElement();
    }

    private static void Number(XmlWriter xml, string key, long value)
    {
        xml.WriteElementString("key", key);
        xml.WriteElementString("integer", value.ToString(CultureInfo.InvariantCulture));
    }

    private static void Flag(XmlWriter xml, string key, bool value)
    {
        xml.WriteElementString("key", key);
        xml.WriteElementString(value ? "true" : "false", null);
    }
}
