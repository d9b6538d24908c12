using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Procfile.Core.Dashboard.Access;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>Nobody gets in who shall not: by no token or a wrong one, by another name, from another site.</summary>
public sealed class Access
{
    private const string Procfile = "web: serve\n";

    public static TheoryData<string, string> Calls => new()
    {
        { "GET", "api/snapshot" }, { "GET", "api/events" }, { "GET", "api/logs" }, { "GET", "api/openapi.json" },
        { "POST", "api/start" }, { "POST", "api/stop" }, { "POST", "api/restart" }, { "POST", "api/pause" }, { "POST", "api/resume" },
        { "POST", "api/signal" }, { "POST", "api/scale" },
    };

    [Theory(Timeout = 60_000), MemberData(nameof(Calls))]
    public async Task Every_call_needs_the_token(string method, string path)
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        foreach (string? token in new[] { null, "", "wrong", DashboardApp.Token + "x", DashboardApp.Token[..^1] })
        {
            using HttpClient client = app.ClientWith(token);
            using HttpResponseMessage answer = await client.SendAsync(Ask(method, path));
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.Single().Scheme));
            Assert.Contains("Send the token", (await ProblemOf(answer)).Detail, StringComparison.Ordinal);
        }

        using HttpClient unknown = app.ClientWith(null);
        using HttpResponseMessage inAddress = await unknown.SendAsync(Ask(method, $"{path}?token={DashboardApp.Token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
        Assert.Single(app.Supervisor.GetSnapshot().Processes);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Calls))]
    public async Task Without_token_and_policy_nobody_is_let_in(string method, string path)
    {
        await using DashboardApp app = await new DashboardApp { Options = _ => { } }.StartAsync(Procfile);
        using HttpResponseMessage answer = await app.Client.SendAsync(Ask(method, path));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("RequireAuthorization", (await ProblemOf(answer)).Detail, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Calls))]
    public async Task Nobody_is_let_in_who_asks_by_a_foreign_name_or_from_a_foreign_page(string method, string path)
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        (string Header, string Value)[] foreign =
        [
            ("Host", "evil.example"), ("Host", "localhost.evil.example"), ("Host", "127.0.0.1.evil.example"),
            ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", $"http://127.0.0.1:{app.Address.Port + 1}"), ("Origin", "http://127.0.0.1"),
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
        ];
        foreach ((string header, string value) in foreign)
        {
            HttpRequestMessage request = Ask(method, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage answer = await app.Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.Forbidden, value), (answer.StatusCode, value));
            Assert.StartsWith("Foreign", (await ProblemOf(answer)).Title, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_page_s_own_calls_are_let_in()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        (string Header, string Value)[] own =
            [("Origin", app.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none"), ("Host", "localhost"), ("Host", "[::1]:80")];
        foreach ((string header, string value) in own)
        {
            HttpRequestMessage request = Ask("GET", "api/snapshot");
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage answer = await app.Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, value), (answer.StatusCode, value));
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_page_is_given_to_who_has_the_token_in_its_address_and_holds_none_itself()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync(Procfile);
        using HttpClient client = app.ClientWith(null);
        foreach ((string query, HttpStatusCode status) in new[]
        {
            ("", HttpStatusCode.Unauthorized), ("?token=wrong", HttpStatusCode.Unauthorized), ($"?token={DashboardApp.Token}", HttpStatusCode.OK),
        })
        {
            foreach (string path in new[] { "/processes", "/processes/" })
            {
                using HttpResponseMessage answer = await client.GetAsync(path + query);
                Assert.Equal((status, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
                Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
                Assert.DoesNotContain(DashboardApp.Token, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        var foreign = new HttpRequestMessage(HttpMethod.Get, $"/processes?token={DashboardApp.Token}") { Headers = { Host = "evil.example" } };
        using HttpResponseMessage refused = await client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_app_s_own_policy_lets_in_whom_it_lets_in()
    {
        await using DashboardApp app = await new DashboardApp
        {
            Options = _ => { },
            Endpoints = mapped => mapped.RequireAuthorization("operators"),
            Build = builder =>
            {
                builder.Services.AddAuthentication(HeaderSignIn.Name).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.Name, null);
                builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));
            },
        }.StartAsync(Procfile);
        foreach ((string role, HttpStatusCode status) in new[] { ("", HttpStatusCode.Unauthorized), ("guest", HttpStatusCode.Forbidden), ("operator", HttpStatusCode.OK) })
        {
            foreach (string path in new[] { "api/snapshot", "" })
            {
                HttpRequestMessage request = Ask("GET", path);
                request.Headers.Add(HeaderSignIn.Header, role);
                using HttpResponseMessage answer = await app.Client.SendAsync(request);
                Assert.Equal((status, path), (answer.StatusCode, path));
            }
        }

        // A cookie of an operator goes along from wherever a page asks.
        HttpRequestMessage foreign = Ask("POST", "api/stop");
        foreign.Headers.Add(HeaderSignIn.Header, "operator");
        foreign.Headers.Add("Origin", "http://evil.example");
        using HttpResponseMessage refused = await app.Client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_app_can_let_everybody_in_if_it_says_so()
    {
        await using DashboardApp app = await new DashboardApp { Options = _ => { }, Endpoints = mapped => mapped.AllowAnonymous() }.StartAsync(Procfile);
        using HttpClient client = app.ClientWith(null);
        Assert.NotNull(await client.GetFromJsonAsync("api/snapshot", ContractJson.Default.SnapshotJson));
    }

    [Theory(Timeout = 60_000), InlineData(true), InlineData(false)]
    public async Task A_Unix_socket_lets_in_whom_its_file_lets_in_only_if_the_app_says_so(bool isTrusted)
    {
        string directory = Directory.CreateTempSubdirectory("procfile-test-").FullName;
        string path = Path.Combine(directory, "s");
        await using (DashboardApp app = await new DashboardApp
        {
            Options = options => options.TrustUnixSockets = isTrusted,
            Build = builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path)),
        }.StartAsync(Procfile))
        {
            using var client = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            });
            using HttpResponseMessage answer = await client.GetAsync(new Uri("http://localhost/processes/api/snapshot"));
            Assert.Equal(isTrusted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
            using HttpResponseMessage byName = await client.GetAsync(new Uri("http://evil.example/processes/api/snapshot"));
            Assert.Equal(HttpStatusCode.Forbidden, byName.StatusCode);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("localhost", true), InlineData("LOCALHOST", true), InlineData("localhost.", true), InlineData("127.0.0.1", true), InlineData("192.168.1.7", true), InlineData("[::1]", true)]
    [InlineData("ops.example.com", true), InlineData("a.example.org", true), InlineData("a.b.example.org", true), InlineData("proxied.example", true)]
    [InlineData("example.org", false), InlineData(".example.org", false), InlineData("evilexample.org", false), InlineData("example.com", false)]
    [InlineData("xops.example.com", false), InlineData("ops.example.com.evil", false), InlineData("", false), InlineData("localhost.evil", false), InlineData("*", false)]
    public void Names_that_an_app_is_known_by_are_addresses_localhost_and_what_it_says(string host, bool isKnown) =>
        Assert.Equal(isKnown, new HostCheck(["ops.example.com", "*.example.org", "proxied.example"]).Allows(host));

    [Fact]
    public void An_app_can_be_known_by_every_name() => Assert.True(new HostCheck(["*"]).Allows("evil.example"));

    private static HttpRequestMessage Ask(string method, string path) => new(new HttpMethod(method), path)
    {
        Content = method == "POST" ? new StringContent("""{"names":["*"],"formation":"web=5","signal":"TERM"}""", new MediaTypeHeaderValue("application/json")) : null,
    };

    private static async Task<ProblemJson> ProblemOf(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        ProblemJson problem = (await answer.Content.ReadFromJsonAsync(ContractJson.Default.ProblemJson))!;
        Assert.Equal((int)answer.StatusCode, problem.Status);
        return problem;
    }

    /// <summary>Signs in whoever a header names, as a cookie would.</summary>
    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        internal const string Name = "header", Header = "X-Role";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Header] is not [{ Length: > 0 } role])
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
        }
    }
}
