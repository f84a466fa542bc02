package doks

import (
	"sync"
	"time"
)

// stopwatch knows since when something is under way.
type stopwatch struct {
	mutex sync.Mutex
	now   func() time.Time
	began map[string]time.Time
}

func newStopwatch(now func() time.Time) *stopwatch {
	return &stopwatch{now: now, began: map[string]time.Time{}}
}

// passed tells whether the duration has passed since a name was first asked
// for, and if so forgets the name.
func (s *stopwatch) passed(name string, duration time.Duration) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	began, known := s.began[name]
	if !known {
		s.began[name] = s.now()
		return duration <= 0
	}
	if s.now().Sub(began) < duration {
		return false
	}
	delete(s.began, name)
	return true
}
