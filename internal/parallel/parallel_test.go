package parallel

import (
	"errors"
	"strings"
	"testing"
)

func TestMapKeepsOrder(t *testing.T) {
	in := make([]int, 1000)
	for i := range in {
		in[i] = i
	}
	out, err := Map(in, func(i int) (int, error) { return i * 2, nil })
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range out {
		if got != i*2 {
			t.Fatalf("element %d is %d, want %d", i, got, i*2)
		}
	}
	_, err = Map(in, func(i int) (int, error) {
		if i%7 == 3 {
			return 0, errors.New(strings.Repeat("x", i))
		}
		return 0, nil
	})
	if err == nil || err.Error() != "xxx" {
		t.Errorf("got error %v, want the one of the first failing element", err)
	}
	_, err = Map(in, func(i int) (int, error) { return in[i*2], nil })
	if err == nil || !strings.Contains(err.Error(), "index out of range [1000]") || !strings.Contains(err.Error(), "parallel_test.go:") {
		t.Errorf("got error %v, want the panic of the first element that panics, with its place", err)
	}
}
