package prove

import (
	"fmt"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
)

// BenchmarkAll proves ever more environments; the time for each must stay the
// same.
func BenchmarkAll(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		s := environments(b, n)
		b.Run(fmt.Sprintf("environments=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if findings, err := All(s); err != nil || findings.Errors() > 0 {
					b.Fatal(findings)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/environment")
		})
	}
}

// environments is a subject of n environments of the default kind.
func environments(tb testing.TB, n int) Subject {
	tb.Helper()
	p, findings := platform.Load(platform.Source{Name: "default", Data: platform.Default()})
	if err := findings.Err(); err != nil {
		tb.Fatal(err)
	}
	first := p.Spec.Environments[0]
	p.Spec.Environments = nil
	for i := range n {
		env := first
		env.Name = fmt.Sprintf("staging-%03d", i)
		p.Spec.Environments = append(p.Spec.Environments, env)
	}
	units, err := components.Build(p, components.Standard())
	if err != nil {
		tb.Fatal(err)
	}
	return Subject{Platform: p, Units: units}
}
