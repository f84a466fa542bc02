// Command syslog is the listener of Alloy's loki.source.syslog alone: TLS, the
// framings and the library that it reads RFC 5424 with, at the version and with
// the options of the pinned Alloy. Each message goes to standard output as one
// line of JSON.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"github.com/leodido/go-syslog/v4"
	"github.com/leodido/go-syslog/v4/nontransparent"
	"github.com/leodido/go-syslog/v4/octetcounting"
	"github.com/leodido/go-syslog/v4/rfc5424"
)

// received is a message, or why there is none.
type received struct {
	Labels    map[string]string `json:"labels,omitempty"`
	Message   string            `json:"message,omitempty"`
	Timestamp time.Time         `json:"timestamp,omitzero"`
	Error     string            `json:"error,omitempty"`
}

// receiver writes what it receives.
type receiver struct {
	longest int
	mutex   sync.Mutex
	out     *json.Encoder
}

func main() {
	address := flag.String("listen", "127.0.0.1:6514", "address to listen on")
	certificate := flag.String("certificate", "", "file with the certificates")
	key := flag.String("key", "", "file with the private key")
	longest := flag.Int("max-message-length", 8192, "longest message, in bytes")
	flag.Parse()
	r := &receiver{longest: *longest, out: json.NewEncoder(os.Stdout)}
	if err := r.run(*address, *certificate, *key); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (r *receiver) run(address, certificate, key string) error {
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return err
	}
	// Alloy heeds no other setting of TLS here, not even the lowest version.
	listener, err := tls.Listen("tcp", address, &tls.Config{Certificates: []tls.Certificate{pair}})
	if err != nil {
		return err
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			if err := r.read(conn); err != nil {
				r.write(received{Error: err.Error()})
			}
		}()
	}
}

// read reads messages until the sender leaves or says what makes no sense,
// which ends the connection.
func (r *receiver) read(conn net.Conn) error {
	stream := bufio.NewReaderSize(conn, 1<<10)
	first, err := stream.ReadByte()
	if errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	if err := stream.UnreadByte(); err != nil {
		return err
	}
	options := []syslog.ParserOption{
		syslog.WithListener(r.take), syslog.WithMaxMessageLength(r.longest), syslog.WithBestEffort(),
	}
	switch {
	case first == '<':
		nontransparent.NewParser(options...).Parse(stream)
	case first >= '0' && first <= '9':
		octetcounting.NewParser(options...).Parse(stream)
	default:
		return fmt.Errorf("invalid or unsupported framing. first byte: %q", first)
	}
	return nil
}

// take is what Alloy makes of a message: one with an error is dropped, and so
// is one without text.
func (r *receiver) take(result *syslog.Result) {
	message, ok := result.Message.(*rfc5424.SyslogMessage)
	switch {
	case result.Error != nil:
		r.write(received{Error: result.Error.Error()})
	case ok && message.Message != nil:
		m := received{Labels: labels(message), Message: *message.Message, Timestamp: time.Now()}
		if message.Timestamp != nil {
			m.Timestamp = *message.Timestamp
		}
		r.write(m)
	}
}

// labels are those of a message that Alloy's relabelling sees.
func labels(m *rfc5424.SyslogMessage) map[string]string {
	all := map[string]string{}
	for name, value := range map[string]*string{
		"severity": m.SeverityLevel(), "facility": m.FacilityLevel(), "hostname": m.Hostname,
		"app_name": m.Appname, "proc_id": m.ProcID, "msg_id": m.MsgID,
	} {
		if value != nil {
			all["__syslog_message_"+name] = *value
		}
	}
	return all
}

func (r *receiver) write(m received) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if err := r.out.Encode(m); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
