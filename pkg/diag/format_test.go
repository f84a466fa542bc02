package diag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrite(t *testing.T) {
	list := List{
		{
			Code: "values-unknown-key", Where: Where{File: "platform.yaml", Line: 31, Column: 7},
			Subject: Subject{Object: "release b", Path: "values.retentoin", File: "environments/a/helmrelease-b.yaml"},
			Message: "no such key in b 1.2", Remedy: `did you mean "retention"?`,
		},
		{Code: "fit-nodes", Severity: Warning, Where: Where{File: "x,y:z.yaml"}, Value: "100%", Message: "two\n::error::lines"},
		{Code: "c", Where: Where{File: "y\x1b[31m\u202e\xff\n::error::.yaml"}, Message: "m"},
	}
	cases := map[Format]struct{ reason, want string }{
		Text: {"One line for each, with all that is known.", `platform.yaml:31:7: release b: values.retentoin: no such key in b 1.2; did you mean "retention"?; in environments/a/helmrelease-b.yaml [values-unknown-key]
x,y:z.yaml: warning: "100%": two\n:\x3aerror::lines [fit-nodes]
y\x1b[31m\u202e\xff\n:\x3aerror::.yaml: m [c]
`},
		GitHub: {"The annotation stands at the line to mend, and nothing in a text can end it.", `::error title=values-unknown-key,file=platform.yaml,line=31,col=7::platform.yaml:31:7: release b: values.retentoin: no such key in b 1.2; did you mean "retention"?; in environments/a/helmrelease-b.yaml [values-unknown-key]
::warning title=fit-nodes,file=x%2Cy%3Az.yaml::x,y:z.yaml: warning: "100%25": two\n:\x3aerror::lines [fit-nodes]
::error title=c,file=y\x1b[31m\u202e\xff\n%3A%3Aerror%3A%3A.yaml::y\x1b[31m\u202e\xff\n:\x3aerror::.yaml: m [c]
`},
		JSON: {"Programs get every part by its name, and the counts.", `{
  "apiVersion": "seamark.dev/v1alpha2",
  "kind": "Report",
  "errors": 2,
  "warnings": 1,
  "findings": [
    {
      "code": "values-unknown-key",
      "severity": "error",
      "where": {
        "file": "platform.yaml",
        "line": 31,
        "column": 7
      },
      "subject": {
        "object": "release b",
        "path": "values.retentoin",
        "file": "environments/a/helmrelease-b.yaml"
      },
      "message": "no such key in b 1.2",
      "remedy": "did you mean \"retention\"?"
    },
    {
      "code": "fit-nodes",
      "severity": "warning",
      "where": {
        "file": "x,y:z.yaml"
      },
      "value": "100%",
      "message": "two\n::error::lines"
    },
    {
      "code": "c",
      "severity": "error",
      "where": {
        "file": "y\u001b[31m` + "\u202e" + `\ufffd\n::error::.yaml"
      },
      "message": "m"
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
