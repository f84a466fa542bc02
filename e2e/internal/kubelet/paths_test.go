package kubelet

import "testing"

func TestRewrite(t *testing.T) {
	m := mounts{{"/tls/server/deep", "D"}, {"/tls/server", "S"}, {"/cache", "/cache/C"}}
	for name, c := range map[string]struct{ reason, text, want string }{
		"Whole":    {"a mount's own path", "/tls/server", "S"},
		"Below":    {"a file in it", "/tls/server/tls.crt", "S/tls.crt"},
		"Longest":  {"of two mounts the one inside", "/tls/server/deep/x", "D/x"},
		"Flag":     {"the value of a flag", "--certs=/tls/server", "--certs=S"},
		"List":     {"each path of a list", "/tls/server:/cache,/tls/server", "S:/cache/C,S"},
		"Once":     {"what was replaced is not looked at again", "/cache", "/cache/C"},
		"Name":     {"another name that begins alike", "/tls/servers /cache2", "/tls/servers /cache2"},
		"Part":     {"the end of a longer path, or of a URL", "/etc/tls/server https://x/cache", "/etc/tls/server https://x/cache"},
		"Nothing":  {"text without paths", "tls", "tls"},
		"Sentence": {"paths among words", "cat '/cache' ;/cache", "cat '/cache/C' ;/cache/C"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := m.rewrite(c.text); got != c.want {
				t.Errorf("%s: %q, want %q", c.reason, got, c.want)
			}
		})
	}
}
