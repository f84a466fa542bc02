package kubelet

import (
	"io"
	"net"
)

// early is a connection of which some bytes have been read already.
type early struct {
	net.Conn
	reader io.Reader
}

func (e early) Read(b []byte) (int, error) { return e.reader.Read(b) }

// CloseWrite ends one direction, where that is possible.
func (e early) CloseWrite() error { return closeWrite(e.Conn) }

func closeWrite(conn net.Conn) error {
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return conn.Close()
}

// splice copies between two connections in both directions until both ends have
// said all, or one breaks, and closes them.
func splice(a, b net.Conn) {
	defer a.Close()
	defer b.Close()
	done := make(chan error, 2)
	one := func(to, from net.Conn) {
		_, err := io.Copy(to, from)
		if err == nil {
			err = closeWrite(to)
		}
		done <- err
	}
	go one(a, b)
	go one(b, a)
	if <-done == nil {
		<-done
	}
}
