package diag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrite(t *testing.T) {
	list := List{
		{Code: "values-unknown-key", Where: Where{File: "environments/a/helmrelease-b.yaml", Object: "release b", Path: "values.retentoin", Source: "platform.yaml:31"}, Rule: "no such key in b 1.2", Remedy: `did you mean "retention"?`},
		{Code: "fit-nodes", Severity: Warning, Where: Where{File: "x,y:z.yaml"}, Value: "100%", Rule: "two\nlines"},
	}
	cases := map[Format]struct{ reason, want string }{
		Text: {"One line for each, with all that is known.", `environments/a/helmrelease-b.yaml: release b: values.retentoin: no such key in b 1.2; did you mean "retention"?; set by platform.yaml:31 [values-unknown-key]
x,y:z.yaml: warning: "100%": two
lines [fit-nodes]
`},
		GitHub: {"The annotation stands at the line to mend, and nothing in a text can end it.", `::error title=values-unknown-key,file=platform.yaml,line=31::environments/a/helmrelease-b.yaml: release b: values.retentoin: no such key in b 1.2; did you mean "retention"?; set by platform.yaml:31 [values-unknown-key]
::warning title=fit-nodes,file=x%2Cy%3Az.yaml::x,y:z.yaml: warning: "100%25": two%0Alines [fit-nodes]
`},
		JSON: {"Programs get every part by its name, and the counts.", `{
  "apiVersion": "seamark.dev/v1alpha1",
  "kind": "Report",
  "errors": 1,
  "warnings": 1,
  "findings": [
    {
      "code": "values-unknown-key",
      "severity": "error",
      "file": "environments/a/helmrelease-b.yaml",
      "object": "release b",
      "path": "values.retentoin",
      "source": "platform.yaml:31",
      "rule": "no such key in b 1.2",
      "remedy": "did you mean \"retention\"?"
    },
    {
      "code": "fit-nodes",
      "severity": "warning",
      "file": "x,y:z.yaml",
      "value": "100%",
      "rule": "two\nlines"
    }
  ]
}
`},
	}
	for format, tc := range cases {
		t.Run(string(format), func(t *testing.T) {
			var b strings.Builder
			if err := list.Write(&b, format); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, b.String()); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
