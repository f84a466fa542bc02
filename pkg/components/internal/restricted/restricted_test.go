package restricted

import "testing"

func TestStandard(t *testing.T) {
	pod, container := Pod(1000), Container()
	cases := map[string]struct {
		reason string
		held   bool
	}{
		"NonRoot":     {"The image's user is not root, and must not become it.", *pod.RunAsNonRoot && *pod.RunAsUser == 1000 && *pod.RunAsGroup == 1000},
		"Seccomp":     {"The runtime's profile applies.", pod.SeccompProfile.Type == "RuntimeDefault"},
		"ReadOnly":    {"The program writes nothing.", *container.ReadOnlyRootFilesystem},
		"Escalation":  {"No way to more privileges.", !*container.AllowPrivilegeEscalation},
		"Unprivilege": {"No capability is needed.", container.Capabilities.Drop[0] == "ALL"},
	}
	for name, tc := range cases {
		if !tc.held {
			t.Errorf("%s does not hold: %s", name, tc.reason)
		}
	}
}
