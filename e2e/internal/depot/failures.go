package depot

import (
	"log/slog"
	"net/http"
	"strings"
	"sync"
)

// failures are the requests that are to fail, counted by prefix of the path.
type failures struct {
	mu   sync.Mutex
	left map[string]int
}

func (f *failures) set(prefix string, times int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left == nil {
		f.left = map[string]int{}
	}
	f.left[prefix] = times
}

// take tells whether a request is to fail. If several prefixes fit, each of
// them counts it.
func (f *failures) take(path string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	fails := false
	for prefix, left := range f.left {
		if left == 0 || !strings.HasPrefix(path, prefix) {
			continue
		}
		fails = true
		if left > 0 {
			f.left[prefix] = left - 1
		}
	}
	return fails
}

func (f *failures) before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.take(r.URL.Path) {
			http.Error(w, "the depot was told to fail", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// logged notes every request with the status of its answer.
func logged(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(recorder, r)
		log.Debug("depot", "method", r.Method, "path", r.URL.Path, "status", recorder.status, "agent", r.UserAgent())
	})
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}
