package files

import "io"

// Output is standard output. It remembers the first error, so that none gets
// lost where nobody looks at what a print returns.
type Output struct {
	To  io.Writer
	Err error
}

// Write writes until the first error.
func (o *Output) Write(data []byte) (int, error) {
	if o.Err != nil {
		return 0, o.Err
	}
	n, err := o.To.Write(data)
	o.Err = err
	return n, err
}
