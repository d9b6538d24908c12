using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Procfile.Core.Hosting;
using Procfile.Core.Supervision;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddProcfile(options => options.WaitUntilReady = true);
builder.Services.AddHealthChecks().AddProcfile();
using IHost host = builder.Build();

await host.StartAsync();
foreach (ProcessSnapshot process in host.Services.GetRequiredService<ProcessSupervisor>().GetSnapshot().Processes)
    Console.WriteLine($"{process.Name} is {process.State}");
HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
Console.WriteLine($"The host is {health.Status}: {health.Entries["procfile"].Description}");

// Until Ctrl+C; with "once" to the end at once.
if (args is not ["once"])
    await host.WaitForShutdownAsync();
await host.StopAsync();
