package observability

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/internal/alloytest"
)

// The variables by which this test program becomes another program.
const (
	roleVariable     = "SEAMARK_ROLE"
	faultVariable    = "SEAMARK_FAULT"
	listenerVariable = "SEAMARK_LISTENER"
)

// The faults that the stand-in for Alloy can have.
const (
	faultUnmasked   = "unmasked"   // leaves out loki.process "secrets"
	faultUnjoined   = "unjoined"   // leaves out stage.multiline
	faultUnlabelled = "unlabelled" // leaves out relabelling
	faultUnstated   = "unstated"   // pushes no metadata
)

// TestMain makes the test program the stand-in for Alloy when it is started as
// such.
func TestMain(m *testing.M) {
	if os.Getenv(roleVariable) != "alloy" {
		os.Exit(m.Run())
	}
	if err := standInForAlloy(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// standInForAlloy speaks as much of Alloy's command line as the tests use.
func standInForAlloy(args []string) error {
	if len(args) < 2 {
		return errors.New("want a command and a file")
	}
	content, err := os.ReadFile(args[len(args)-1])
	if err != nil {
		return err
	}
	file, err := parser.ParseFile("config.alloy", content)
	if err != nil {
		return err
	}
	switch args[0] {
	case "fmt":
		return printer.Fprint(os.Stdout, file)
	case "validate":
		return nil
	case "run":
		flags := flag.NewFlagSet("run", flag.ContinueOnError)
		for _, name := range []string{"server.http.listen-addr", "stability.level"} {
			flags.String(name, "", "")
		}
		flags.Bool("disable-reporting", false, "")
		storage := flags.String("storage.path", "", "")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return newStandIn(string(content)).run(*storage)
	}
	return fmt.Errorf("%s is no command", args[0])
}

// fatal ends the stand-in where a test would end.
type fatal struct{ testing.TB }

func (fatal) Helper() {}
func (fatal) Fatal(args ...any) {
	fmt.Fprintln(os.Stderr, args...)
	os.Exit(1)
}
func (f fatal) Fatalf(format string, args ...any) { f.Fatal(fmt.Sprintf(format, args...)) }

// syslogAlloy is a configuration's way from the syslog listener to Loki.
type syslogAlloy struct {
	alloytest.Configuration
	route    []string // source, components, writer
	rules    []alloytest.Rule
	listener alloytest.Block
	joiner   *alloytest.Joiner
	fault    string
}

func newStandIn(text string) syslogAlloy {
	variables := map[string]string{}
	for _, v := range os.Environ() {
		name, value, _ := strings.Cut(v, "=")
		variables[name] = value
	}
	const source = `loki.source.syslog "databases"`
	c := alloytest.Parse(fatal{}, text, alloytest.World{Variables: variables})
	s := syslogAlloy{Configuration: c, route: c.Route(source), listener: c.Find(source).In("listener"), fault: os.Getenv(faultVariable)}
	s.rules = c.Rules(`loki.relabel "syslog"`)
	s.joiner = c.Joiner(s.route[1])
	return s
}

// received is what the listener writes of a message; see tools/syslog.
type received struct {
	Labels    map[string]string `json:"labels"`
	Message   string            `json:"message"`
	Timestamp time.Time         `json:"timestamp"`
	Error     string            `json:"error"`
}

// run listens and pushes until it is killed. The listener ends with it.
func (s syslogAlloy) run(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	args := []string{
		"-listen", alloytest.Eval[string](s.Configuration, s.listener.Attributes["address"]),
		"-max-message-length", fmt.Sprint(alloytest.Eval[int](s.Configuration, s.listener.Attributes["max_message_length"])),
	}
	tls := s.Find(s.route[0]).In("listener.tls_config").Attributes
	for flag, content := range map[string]string{
		"certificate": alloytest.Eval[string](s.Configuration, tls["cert_pem"]),
		"key":         string(alloytest.Eval[alloytest.Secret](s.Configuration, tls["key_pem"])),
	} {
		file := filepath.Join(dir, flag)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			return err
		}
		args = append(args, "-"+flag, file)
	}
	out, printed, err := os.Pipe()
	if err != nil {
		return err
	}
	listener, err := process.Start(process.Command{
		Program: os.Getenv(listenerVariable), Args: args, Stdout: printed, Log: os.Stderr.Name(), // the log of this program
	})
	printed.Close() // the listener has it, and alone
	if err != nil {
		return err
	}
	messages := make(chan received)
	go read(out, messages)
	for tick := time.Tick(100 * time.Millisecond); ; {
		select {
		case m, ok := <-messages:
			if !ok {
				return listener.Err()
			}
			err = s.take(m)
		case now := <-tick:
			err = s.push(s.joiner.Flush(now))
		}
		if err != nil {
			return err
		}
	}
}

func read(out interface{ Read([]byte) (int, error) }, messages chan<- received) {
	defer close(messages)
	decoder := json.NewDecoder(bufio.NewReader(out))
	for {
		var m received
		if err := decoder.Decode(&m); err != nil {
			return
		}
		messages <- m
	}
}

// take brings a message to the stage that joins lines, and what that gives to
// Loki.
func (s syslogAlloy) take(m received) error {
	if m.Error != "" {
		fmt.Fprintln(os.Stderr, "error parsing syslog stream:", m.Error)
		return nil
	}
	labels := map[string]string{}
	if s.fault != faultUnlabelled {
		for name, value := range alloytest.Relabel(s.rules, m.Labels) {
			if value != "" && !strings.HasPrefix(name, "__") {
				labels[name] = value
			}
		}
	}
	for name, value := range s.Object(s.listener.Attributes["labels"]) {
		labels[name] = value
	}
	before, _ := s.AroundMultiline(s.route[1])
	e := s.Through(alloytest.Begin(alloytest.Entry{Time: m.Timestamp, Line: m.Message, Labels: labels}), before)
	if s.fault == faultUnjoined {
		return s.push([]alloytest.Entry{e})
	}
	return s.push(s.joiner.Add(e, time.Now()))
}

// push brings entries from behind the stage that joins lines to Loki.
func (s syslogAlloy) push(entries []alloytest.Entry) error {
	_, behind := s.AroundMultiline(s.route[1])
	for _, e := range entries {
		e = s.Through(e, behind)
		writer := len(s.route) - 1
		for _, name := range s.route[2:writer] {
			if s.fault != faultUnmasked {
				e = s.Process(e, name)
			}
		}
		for name, value := range s.Object(s.Find(s.route[writer]).Attributes["external_labels"]) {
			e.Labels[name] = value
		}
		if s.fault == faultUnstated {
			e.Metadata = nil
		}
		url := alloytest.Eval[string](s.Configuration, s.Find(s.route[writer]).In("endpoint").Attributes["url"])
		body := encodePush(pushed{labels: e.Labels, metadata: e.Metadata, at: e.Time, line: e.Line})
		response, err := http.Post(url, "application/x-protobuf", bytes.NewReader(body))
		if err != nil {
			return err
		}
		response.Body.Close()
		if response.StatusCode != http.StatusNoContent {
			return fmt.Errorf("the push was answered %s", response.Status)
		}
	}
	return nil
}
