package depot

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

const repositoryName = "fleet.git"

// gitRepository is a bare repository.
type gitRepository struct {
	root string // holds the repository
	dir  string
	mu   sync.Mutex
}

func newGitRepository(dir string) (*gitRepository, error) {
	root, err := filepath.Abs(filepath.Join(dir, "git"))
	if err != nil {
		return nil, err
	}
	g := &gitRepository{root: root, dir: filepath.Join(root, repositoryName)}
	if err := os.MkdirAll(g.dir, 0o755); err != nil {
		return nil, err
	}
	_, err = g.run(nil, "init", "--quiet", "--bare", "--initial-branch=main")
	return g, err
}

// environment keeps the user's and the machine's settings out. What follows
// safe.directory is needed where the folder belongs to another user.
func (g *gitRepository) environment() []string {
	return []string{
		"HOME=" + g.root, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
	}
}

// run is one git command on the repository.
func (g *gitRepository) run(input []byte, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"--git-dir=" + g.dir}, args...)...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, g.environment()...)
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w\n%s", args[0], err, stderr.Bytes())
	}
	return strings.TrimSpace(string(out)), nil
}

// handler serves the repository to be read. Nobody can push over HTTP, because
// git http-backend refuses that to the unauthenticated.
func (g *gitRepository) handler(log *slog.Logger) (http.Handler, error) {
	programs, err := g.run(nil, "--exec-path")
	if err != nil {
		return nil, err
	}
	backend := filepath.Join(programs, "git-http-backend")
	if _, err := os.Stat(backend); err != nil {
		return nil, fmt.Errorf("this git serves no HTTP: %w", err)
	}
	return &cgi.Handler{
		Path:   backend,
		Root:   "/git",
		Dir:    g.root,
		Env:    append(g.environment(), "GIT_PROJECT_ROOT="+g.root, "GIT_HTTP_EXPORT_ALL=1"),
		Logger: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		Stderr: slog.NewLogLogger(log.Handler(), slog.LevelWarn).Writer(),
	}, nil
}
