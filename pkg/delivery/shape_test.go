package delivery

import (
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// counted is an object that counts how often somebody asks who it is.
type counted struct {
	*corev1.ConfigMap
	asked *int
}

func (c counted) GetName() string {
	*c.asked++
	return c.ConfigMap.GetName()
}

// work is what a folder of n objects costs: questions to the objects, and
// allocations.
func work(t *testing.T, n int, name func(i int) (namespace, name string)) (asked int, allocations float64) {
	t.Helper()
	objects := make([]model.Object, n)
	for i := range objects {
		namespace, name := name(i)
		objects[i] = counted{object("v1", "ConfigMap", namespace, name).(*corev1.ConfigMap), &asked}
	}
	allocations = testing.AllocsPerRun(1, func() {
		asked = 0
		if _, err := Folder("dir/part", objects, nil); err != nil {
			t.Fatal(err)
		}
	})
	return asked, allocations
}

// TestFolderCostsWhatItHolds: twice the objects are twice the work. Time is not
// measured.
func TestFolderCostsWhatItHolds(t *testing.T) {
	cases := map[string]func(i int) (namespace, name string){
		"names of their own":        func(i int) (string, string) { return "a", fmt.Sprint("x", i) },
		"one name, many namespaces": func(i int) (string, string) { return fmt.Sprint("a", i), "x" },
	}
	for name, names := range cases {
		t.Run(name, func(t *testing.T) {
			const k, slack = 1000, 1.1
			asked, allocations := work(t, k, names)
			askedTwice, allocationsTwice := work(t, 2*k, names)
			if float64(askedTwice) > slack*2*float64(asked) {
				t.Errorf("%d objects are asked %d times who they are, %d objects %d times", k, asked, 2*k, askedTwice)
			}
			if allocationsTwice > slack*2*allocations {
				t.Errorf("%d objects take %.0f allocations, %d objects %.0f", k, allocations, 2*k, allocationsTwice)
			}
			if asked < k {
				t.Errorf("%d objects were asked %d times: nothing is counted", k, asked)
			}
		})
	}
}

// broken is an object that cannot be written.
type broken struct{ *corev1.ConfigMap }

func (broken) MarshalJSON() ([]byte, error) {
	return nil, setIn(nil)
}

// setIn fails the way that a forgotten make does.
func setIn(m map[string]int) error {
	m["x"] = 1
	return nil
}

// TestBrokenObject: what breaks is an error that names the component.
func TestBrokenObject(t *testing.T) {
	c := model.Component{Name: "mine", Objects: []model.Object{broken{object("v1", "ConfigMap", "a", "x").(*corev1.ConfigMap)}}}
	_, err := ComponentFiles(model.Unit{ID: model.UnitID{Environment: "blue", Path: "1-infra"}}, c, func() ([]tree.File, error) {
		return Folder("dir/mine", c.Objects, nil)
	})
	if err == nil || !strings.Contains(err.Error(), "component mine: it broke: assignment to entry in nil map, in delivery.setIn (shape_test.go:") {
		t.Errorf("got error %v", err)
	}
}
