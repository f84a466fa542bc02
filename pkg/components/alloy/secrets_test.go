package alloy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/alloy/syntax/ast"

	"seamark.dev/seamark/internal/alloytest"
)

// secretLines hold XX, or what looks like a credential of a kind, where a
// secret is. None of these was ever a credential.
var secretLines = map[string]struct{ reason, line, want string }{
	"Conninfo":      {"libpq's own form", "connecting with host=db password=XX user=u", "connecting with host=db password=*** user=u"},
	"Environment":   {"a variable", "PGPASSWORD=XX DB_HOST=db", "PGPASSWORD=*** DB_HOST=db"},
	"QuotedValue":   {"blanks within quotes", `password="X X" user="u"`, `password="***" user="u"`},
	"Column":        {"a comparison in SQL", "LOG:  statement: SELECT 1 FROM u WHERE password = 'X''X' AND id = 1", "LOG:  statement: SELECT 1 FROM u WHERE password = '***' AND id = 1"},
	"Function":      {"what a function is given", "UPDATE u SET password = crypt('XX', gen_salt('bf'))", "UPDATE u SET password = crypt('***', gen_salt('bf'))"},
	"JSON":          {"a field", `{"user":"u","password":"X\"X","n":1}`, `{"user":"u","password":"***","n":1}`},
	"JSONNumber":    {"a number may be one", `{"password": 12345, "n":1}`, `{"password": ***, "n":1}`},
	"JSONInJSON":    {"quoted twice", `{"msg":"sent {\"api_key\":\"XX\",\"n\":1}"}`, `{"msg":"sent {\"api_key\":\"***\",\"n\":1}"}`},
	"Ruby":          {"another language's map", `{:password => "XX"} and 'password' => 'XX'`, `{:password => "***"} and 'password' => '***'`},
	"YAML":          {"a field of YAML", "password: XX", "password: ***"},
	"Header":        {"a header with a key", "X-Api-Key: XX", "X-Api-Key: ***"},
	"SpacesSecret":  {"the secret half has no form, but a name", "AWS_SECRET_ACCESS_KEY=XX/yy+zz", "AWS_SECRET_ACCESS_KEY=***"},
	"Query":         {"a parameter of a URL", "GET /x?token=XX&page=2", "GET /x?token=***&page=2"},
	"URL":           {"credentials in a URL", "cannot reach postgres://doadmin:XX@db:25060/defaultdb?sslmode=require", "cannot reach postgres://doadmin:***@db:25060/defaultdb?sslmode=require"},
	"URLNoUser":     {"Valkey's need no user", "rediss://:XX@cache:25061", "rediss://:***@cache:25061"},
	"URLAt":         {"the last @ ends a password", "amqp://u:X@X@mq", "amqp://u:***@mq"},
	"Bearer":        {"the header", "Authorization: Bearer XX", "Authorization: Bearer ***"},
	"Basic":         {"its other kind, in a map", `headers={"Authorization":"Basic WFg6WFg="}`, `headers={"Authorization":"Basic ***"}`},
	"BareBearer":    {"without the header's name", "sending bearer abcdefgh.ijklmnop-qrst", "sending bearer ***"},
	"DOToken":       {"DigitalOcean's API", "using dop_v1_" + strings.Repeat("0a", 32), "using ***"},
	"DODatabase":    {"what DigitalOcean calls a database's password", "secret AVNS_Xx0-Xx0_Xx0Xx0Xx0", "secret ***"},
	"SpacesKey":     {"half a key of Spaces", "key DO00" + strings.Repeat("X7", 8) + " used", "key *** used"},
	"AWSKey":        {"half a key of AWS", "key AKIA" + strings.Repeat("X7", 8) + " used", "key *** used"},
	"GitHub":        {"a token in a URL without a password", "https://ghp_" + strings.Repeat("x7", 18) + "@github.com", "https://***@github.com"},
	"JWT":           {"three parts", "got eyJhbGciOiJI.eyJzdWIiOiIx.c2ln-x_ back", "got *** back"},
	"Unclosed":      {"a line that was cut", `{"password":"XX and mo`, `{"password":"***`},
	"PrivateKey":    {"a key in a line", "-----BEGIN EC PRIVATE KEY-----\nXX\n-----END EC PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----***-----END EC PRIVATE KEY-----"},
	"TwoInOneLine":  {"each of several", "password=XX password=YY", "password=*** password=***"},
	"TwoOfTwoKinds": {"each of several kinds", "password=XX at redis://:YY@h", "password=*** at redis://:***@h"},
}

// databaseSecretLines are masked in lines of databases.
var databaseSecretLines = map[string]struct{ reason, line, want string }{
	"Create":      {"CREATE ROLE", "statement: CREATE ROLE app LOGIN PASSWORD 'X''X' VALID UNTIL '2027'", "statement: CREATE ROLE app LOGIN PASSWORD '***' VALID UNTIL '2027'"},
	"Alter":       {"in small letters, encrypted", "alter user app with encrypted password 'XX';", "alter user app with encrypted password '***';"},
	"Escape":      {"a string with escapes", `ALTER ROLE app PASSWORD E'X\'X' LOGIN`, `ALTER ROLE app PASSWORD E'***' LOGIN`},
	"Dollar":      {"quoted with dollars", "ALTER ROLE app PASSWORD $x$XX$x$ LOGIN", "ALTER ROLE app PASSWORD $x$***$x$ LOGIN"},
	"NextLine":    {"a statement of several lines", "ALTER ROLE app\n\tPASSWORD\n\t'XX'", "ALTER ROLE app\n\tPASSWORD\n\t'***'"},
	"EscapedLine": {"the same when rsyslog escaped it", "ALTER ROLE app PASSWORD#012#011'XX'", "ALTER ROLE app PASSWORD\n\t'***'"},
	"LoneFeed":    {"a line feed without a tab", "ALTER ROLE app PASSWORD#012'XX'", "ALTER ROLE app PASSWORD#012'***'"},
	"WrittenFeed": {"the same as rsyslog writes it of a file", `ALTER ROLE app PASSWORD\n'XX'`, `ALTER ROLE app PASSWORD\n'***'`},
	"Mapping":     {"a foreign server's user", "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password 'XX')", "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password '***')"},
	"Cut":         {"a statement that was cut", "CREATE ROLE app PASSWORD 'XX", "CREATE ROLE app PASSWORD '***"},
	"Verifier":    {"what PostgreSQL keeps", "PASSWORD 'SCRAM-SHA-256$4096:XX==$YY=:ZZ='", "PASSWORD '***'"},
	"Identified":  {"MySQL's CREATE USER", "CREATE USER 'app'@'%' IDENTIFIED BY 'X''X' REQUIRE SSL", "CREATE USER 'app'@'%' IDENTIFIED BY '***' REQUIRE SSL"},
	"Plugin":      {"by a plugin, in double quotes", `alter user app identified with caching_sha2_password by "X\"X"`, `alter user app identified with caching_sha2_password by "***"`},
	"Hash":        {"what MySQL keeps", "CREATE USER app IDENTIFIED WITH 'mysql_native_password' AS '*XX'", "CREATE USER app IDENTIFIED WITH 'mysql_native_password' AS '***'"},
	"Grant":       {"the old way", "GRANT ALL ON *.* TO app IDENTIFIED BY PASSWORD 'XX'", "GRANT ALL ON *.* TO app IDENTIFIED BY PASSWORD '***'"},
	"SetPassword": {"MySQL's SET PASSWORD", "SET PASSWORD FOR 'app'@'%' = PASSWORD('XX')", "SET PASSWORD FOR 'app'@'%' = PASSWORD('***')"},
	"Master":      {"MySQL's replication", "CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='XX'", "CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='***'"},
	"Valkey":      {"a directive", ">>> 'requirepass XX'", ">>> 'requirepass ***'"},
}

// innocentLines stay as they are.
var innocentLines = map[string]string{
	"Failed":     `pid=1,user=u,db=d,app=a,client=10.0.0.9 FATAL:  password authentication failed for user "doadmin"`,
	"Parameter":  `2026-01-01 00:00:00 UTC [1] LOG:  parameter "password_encryption" changed to "scram-sha-256"`,
	"NoPassword": "ALTER ROLE app PASSWORD NULL",
	"Prepared":   "ALTER ROLE app PASSWORD $1 VALID UNTIL $2",
	"Token":      `ERROR:  syntax error at or near "token" at character 8`,
	"Unexpected": "Unexpected token: } in JSON at position 4",
	"Secret":     `"issued certificate" secret="demo-tls" namespace="demo"`,
	"NotFound":   `MountVolume.SetUp failed for volume "tls" : secret "demo-tls" not found`,
	"URL":        "GET http://10.0.0.5:8080/a:b@c?x=1 200",
	"Mail":       "no user info in https://example.org/mail/a@example.org",
	"Bearer":     "bearer authentication is not enabled",
	"KeyID":      "AWS_ACCESS_KEY_ID is set, DO00 is short, eyJ is no JWT",
	"Count":      `{"tokens":12,"passwordSet":true,"level":"info"}`,
	"Checkpoint": "2026-01-01 00:00:00 UTC [1] LOG:  checkpoint complete: wrote 5 buffers (0.0%); write=0.4 s, sync=0.1 s",
}

func TestSecretsAreMasked(t *testing.T) {
	const every, database = `loki.process "secrets"`, `loki.process "syslog"`
	check := func(name, reason, line, want string, components ...string) {
		t.Run(name, func(t *testing.T) {
			if got := process(t, line, nil, components...).Line; got != want {
				t.Errorf("%s\n got %s\nwant %s", reason, got, want)
			}
		})
	}
	for name, tc := range secretLines {
		check(name, tc.reason, tc.line, tc.want, every)
		check("Database"+name, tc.reason, tc.line, tc.want, database, every)
	}
	for name, tc := range databaseSecretLines {
		check("Database"+name, tc.reason, tc.line, tc.want, database, every)
	}
	for name, line := range innocentLines {
		check("Innocent"+name, "nothing secret is in it", line, line, every)
		check("InnocentDatabase"+name, "nothing secret is in it", line, line, database, every)
	}
}

// TestNothingIsWrittenUnmasked: the masks stand before the only way to Loki.
func TestNothingIsWrittenUnmasked(t *testing.T) {
	got := map[string][]string{}
	for _, c := range parse(t).Components {
		array, ok := c.Attributes["forward_to"].(*ast.ArrayExpr)
		if !ok {
			continue
		}
		for _, to := range array.Elements {
			got[alloytest.Path(to)] = append(got[alloytest.Path(to)], c.Name)
		}
	}
	want := map[string][]string{
		"loki.process.pods.receiver":    {`loki.source.file "pods"`},
		"loki.process.syslog.receiver":  {`loki.source.syslog "databases"`},
		"loki.process.secrets.receiver": {`loki.process "pods"`, `loki.source.kubernetes_events "events"`, `loki.process "syslog"`},
		"loki.write.default.receiver":   {`loki.process "secrets"`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("receivers and who sends to them, -want +got:\n%s", diff)
	}
}

// TestMostLinesAreNoSuspects: the expressions behind the first look cost twenty
// times as much, and each line of every container passes here.
func TestMostLinesAreNoSuspects(t *testing.T) {
	lines := []string{
		`{"message":"request complete","severity":"info","http.req.path":"/product/66VCHSJNUP","http.resp.took_ms":12}`,
		`level=info ts=2026-01-01T00:00:00.000Z caller=table_manager.go:136 msg="uploading tables" host=db_host status=200`,
		`10.0.0.5 - - [01/Jan/2026:00:00:00 +0000] "POST /cart HTTP/1.1" 302 0 "-" "python-requests/2.31"`,
		`2026-01-01 00:00:00 UTC [1] LOG:  checkpoint complete: wrote 5 buffers (0.0%); write=0.4 s, sync=0.1 s`,
		`1:M 01 Jan 2026 00:00:00.000 * Background saving started by pid 78`,
	}
	for _, line := range lines {
		if _, suspect := process(t, line, nil, `loki.process "secrets"`).Extracted["suspect"]; suspect {
			t.Errorf("this is looked at for secrets: %s", line)
		}
	}
}
