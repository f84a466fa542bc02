package logql

import (
	"bufio"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

//go:embed grammar
var grammar embed.FS

// ErrAbsent says that the machine has no Node.
var ErrAbsent = errors.New("the programs node and npm are not installed, which run Grafana's grammar of LogQL: apt-get install -y --no-install-recommends nodejs npm")

// Parser is a running Node with the grammar. It is safe for concurrent use, and
// ends with the program that started it.
type Parser struct {
	mutex sync.Mutex
	ask   io.Writer
	hear  *json.Decoder
}

// Start installs the grammar, seconds the first time, and starts Node.
func Start(ctx context.Context) (*Parser, error) {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, ErrAbsent
		}
	}
	dir, err := install(ctx)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", filepath.Join(dir, "parse.mjs"))
	cmd.Stderr = os.Stderr
	ask, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	hear, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &Parser{ask: ask, hear: json.NewDecoder(bufio.NewReader(hear))}, cmd.Start()
}

// install is the folder with the grammar, which changes with all that is in it.
// It is made beside its place and moved there when it is complete.
func install(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	key := sha256.New()
	files := map[string][]byte{}
	for _, name := range []string{"package.json", "package-lock.json", "parse.mjs"} {
		if files[name], err = grammar.ReadFile("grammar/" + name); err != nil {
			return "", err
		}
		key.Write(files[name])
	}
	dir := filepath.Join(cache, "seamark-e2e", "logql-"+hex.EncodeToString(key.Sum(nil))[:16])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(dir), "logql-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temporary)
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(temporary, name), content, 0o644); err != nil {
			return "", err
		}
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = temporary
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("cannot install Grafana's grammar of LogQL: npm ci: %w\n%s", err, out)
	}
	if err := os.Rename(temporary, dir); err != nil {
		if _, made := os.Stat(dir); made != nil {
			return "", err
		} // another test was faster
	}
	return dir, nil
}

// Parse reads an expression. What the grammar or Loki would refuse is an error.
func (p *Parser) Parse(expression string) (*Node, error) {
	tree, err := p.tree(expression)
	if err != nil {
		return nil, err
	}
	return tree, errors.Join(faults(tree)...)
}

func (p *Parser) tree(expression string) (*Node, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	line, err := json.Marshal(expression)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(p.ask, "%s\n", line); err != nil {
		return nil, fmt.Errorf("node does not listen: %w", err)
	}
	tree := &Node{}
	if err := p.hear.Decode(tree); err != nil {
		return nil, fmt.Errorf("node does not answer: %w", err)
	}
	return tree, nil
}
