package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"time"
)

// interval is the pause between two looks at a condition.
const interval = 50 * time.Millisecond

// Await returns when the check passes. It fails when the program ends or the
// context does, with the check's last error and the end of the log.
func (p *Process) Await(ctx context.Context, what string, check func() error) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return fmt.Errorf("%s: %s: it has ended (%v)\n%s", p.name, what, p.cmd.ProcessState, p.Tail())
		default:
		}
		err := check()
		if err == nil {
			return nil
		}
		select {
		case <-p.done: // said above
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("%s: %s: %w: %w\n%s", p.name, what, context.Cause(ctx), err, p.Tail())
		}
	}
}

// Tail is the end of what the program has printed, at most 4 KiB.
func (p *Process) Tail() string {
	text, err := p.tail()
	if err != nil {
		return fmt.Sprintf("(cannot read the log: %v)", err)
	}
	return text
}

func (p *Process) tail() (string, error) {
	const enough = 4096
	file, err := os.Open(p.log)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	from := max(p.offset, info.Size()-enough)
	text, err := io.ReadAll(io.NewSectionReader(file, from, enough))
	return string(text), err
}

// Listening is the check that something accepts connections at the address.
func Listening(address string) func() error {
	return func() error {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			return err
		}
		return conn.Close()
	}
}

// FreePort is a TCP port of 127.0.0.1 that nobody listens on. Somebody else may
// take it before it is used: whoever cannot listen on it asks again.
func FreePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("cannot find a free port: %w", err)
	}
	defer listener.Close()
	address, ok := listener.Addr().(*net.TCPAddr)
	if !ok {
		return 0, errors.New("cannot find a free port: not a TCP address: " + listener.Addr().String())
	}
	return address.Port, nil
}

// Loopback is the address of a port of 127.0.0.1.
func Loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }
