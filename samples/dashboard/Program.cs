using System.Security.Cryptography;
using Procfile.Core.Dashboard;
using Procfile.Core.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddProcfile();
builder.Services.AddHealthChecks().AddProcfile();
WebApplication app = builder.Build();

app.MapGet("/", () => "The app itself. Its processes are at /processes.");
app.MapHealthChecks("/health");

// An app that knows its users takes a policy of its own instead: MapProcfile("/processes").RequireAuthorization("operators").
string token = app.Configuration["Token"] ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
app.MapProcfile("/processes", options => (options.Title, options.Token) = ("The shop", token));
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The processes are at {app.Urls.First()}/processes?token={token}"));
app.Run();
