package model

import (
	"fmt"
	"slices"
	"strings"
)

// Order sorts units so that each comes after all it depends on; among equals
// the given order stays. It fails on an unknown or circular dependency and
// names the units on the way.
func Order(units []Unit) ([]Unit, error) {
	byID := make(map[UnitID]Unit, len(units))
	for _, u := range units {
		if _, twice := byID[u.ID]; twice {
			return nil, fmt.Errorf("unit %s is there twice", u.ID)
		}
		byID[u.ID] = u
	}
	w := walk{units: byID, state: make(map[UnitID]visit, len(units))}
	for _, u := range units {
		if err := w.visit(u.ID, nil); err != nil {
			return nil, err
		}
	}
	return w.sorted, nil
}

type visit uint8

const (
	unseen visit = iota
	underway
	done
)

// walk is a depth-first search over the dependencies.
type walk struct {
	units  map[UnitID]Unit
	state  map[UnitID]visit
	sorted []Unit
}

func (w *walk) visit(id UnitID, path []UnitID) error {
	path = append(path, id)
	switch w.state[id] {
	case done:
		return nil
	case underway:
		return fmt.Errorf("units wait for each other: %s", route(path[slices.Index(path, id):]))
	}
	unit, ok := w.units[id]
	if !ok {
		return fmt.Errorf("unit %s depends on %s, which does not exist", path[len(path)-2], id)
	}
	w.state[id] = underway
	for _, dependency := range unit.DependsOn {
		if err := w.visit(dependency, path); err != nil {
			return err
		}
	}
	w.state[id] = done
	w.sorted = append(w.sorted, unit)
	return nil
}

func route(path []UnitID) string {
	names := make([]string, len(path))
	for i, id := range path {
		names[i] = id.String()
	}
	return strings.Join(names, " → ")
}
