package depot

import (
	"bytes"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

const (
	branch = "refs/heads/main"
	author = "Seamark <seamark@example.com>"
)

// firstCommit is when the first commit was made. Each is a minute younger than
// the one before, so that the same pushes give the same commits.
var firstCommit = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Push replaces everything on branch main by a tree (os.DirFS(dir) for a
// folder) and returns the new commit, which is there even if nothing changed.
// The branch moves in one step: nobody sees half of it. Folders named .git are
// passed over.
func (d *Depot) Push(tree fs.FS, message string) (commit string, err error) {
	return d.git.push(tree, message)
}

func (g *gitRepository) push(tree fs.FS, message string) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	count, err := g.run(nil, "rev-list", "--count", "--all")
	if err != nil {
		return "", err
	}
	number, err := strconv.Atoi(count)
	if err != nil {
		return "", fmt.Errorf("git rev-list: %w", err)
	}
	stream, err := commitStream(tree, message, number)
	if err != nil {
		return "", err
	}
	if _, err := g.run(stream, "fast-import", "--quiet", "--done"); err != nil {
		return "", err
	}
	return g.run(nil, "rev-parse", branch)
}

// commitStream is a commit in the language of git fast-import.
func commitStream(tree fs.FS, message string, number int) ([]byte, error) {
	var b bytes.Buffer
	when := firstCommit.Add(time.Duration(number) * time.Minute).Unix()
	fmt.Fprintf(&b, "commit %s\ncommitter %s %d +0000\ndata %d\n%s\n", branch, author, when, len(message), message)
	if number > 0 {
		fmt.Fprintf(&b, "from %s^0\n", branch)
	}
	b.WriteString("deleteall\n")
	err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		return writeFile(&b, tree, path, entry)
	})
	b.WriteString("done\n")
	return b.Bytes(), err
}

func writeFile(b *bytes.Buffer, tree fs.FS, path string, entry fs.DirEntry) error {
	info, err := entry.Info()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("cannot push %s: not a regular file", path)
	}
	content, err := fs.ReadFile(tree, path)
	if err != nil {
		return err
	}
	mode := "100644"
	if info.Mode()&0o111 != 0 {
		mode = "100755"
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(path)
	fmt.Fprintf(b, "M %s inline \"%s\"\ndata %d\n", mode, quoted, len(content))
	b.Write(content)
	b.WriteString("\n")
	return nil
}
