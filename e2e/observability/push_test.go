package observability

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/snappy"
	"google.golang.org/protobuf/encoding/protowire"
)

// pushed is a line as Loki is given it.
type pushed struct {
	labels, metadata map[string]string
	at               time.Time
	line             string
}

// pushAPI is the stand-in for Loki's push API: it remembers what arrives.
type pushAPI struct {
	url   string
	mutex sync.Mutex
	lines []pushed
	wrong []string
}

func startPushAPI(t *testing.T) *pushAPI {
	t.Helper()
	api := &pushAPI{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var lines []pushed
		if err == nil {
			lines, err = decodePush(r.Header.Get("Content-Type"), body)
		}
		api.mutex.Lock()
		defer api.mutex.Unlock()
		if err != nil {
			api.wrong = append(api.wrong, err.Error())
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		api.lines = append(api.lines, lines...)
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(server.Close)
	api.url = server.URL + "/loki/api/v1/push"
	return api
}

// received is what has arrived so far, or what was no push.
func (api *pushAPI) received() ([]pushed, error) {
	api.mutex.Lock()
	defer api.mutex.Unlock()
	if len(api.wrong) > 0 {
		return nil, fmt.Errorf("this was no push: %q", api.wrong)
	}
	return append([]pushed(nil), api.lines...), nil
}

// message visits the fields of a message of Protocol Buffers.
func message(data []byte, visit func(protowire.Number, []byte, uint64) error) error {
	for len(data) > 0 {
		number, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return protowire.ParseError(n)
		}
		data = data[n:]
		var content []byte
		var value uint64
		switch kind {
		case protowire.BytesType:
			content, n = protowire.ConsumeBytes(data)
		case protowire.VarintType:
			value, n = protowire.ConsumeVarint(data)
		default:
			n = protowire.ConsumeFieldValue(number, kind, data)
		}
		if n < 0 {
			return protowire.ParseError(n)
		}
		data = data[n:]
		if err := visit(number, content, value); err != nil {
			return err
		}
	}
	return nil
}

// decodePush reads a logproto.PushRequest: streams (1) of labels (1) and entries
// (2), which are a time (1), a line (2) and pairs of metadata (3).
func decodePush(contentType string, body []byte) (lines []pushed, err error) {
	if contentType != "application/x-protobuf" {
		return nil, fmt.Errorf("content type %q", contentType)
	}
	data, err := snappy.Decode(nil, body)
	if err != nil {
		return nil, err
	}
	err = message(data, func(n protowire.Number, stream []byte, _ uint64) error {
		if n != 1 {
			return nil
		}
		var labels map[string]string
		return message(stream, func(n protowire.Number, content []byte, _ uint64) (err error) {
			switch n {
			case 1:
				labels, err = labelsOf(string(content))
			case 2:
				p := pushed{labels: labels, metadata: map[string]string{}}
				err = p.decode(content)
				lines = append(lines, p)
			}
			return err
		})
	})
	return lines, err
}

func (p *pushed) decode(entry []byte) error {
	return message(entry, func(n protowire.Number, content []byte, _ uint64) error {
		switch n {
		case 1:
			var seconds, nanoseconds uint64
			err := message(content, func(n protowire.Number, _ []byte, value uint64) error {
				switch n {
				case 1:
					seconds = value
				case 2:
					nanoseconds = value
				}
				return nil
			})
			p.at = time.Unix(int64(seconds), int64(nanoseconds))
			return err
		case 2:
			p.line = string(content)
		case 3:
			var pair [3]string
			err := message(content, func(n protowire.Number, text []byte, _ uint64) error {
				if n < 3 {
					pair[n] = string(text)
				}
				return nil
			})
			p.metadata[pair[1]] = pair[2]
			return err
		}
		return nil
	})
}

var labelPair = regexp.MustCompile(`(\w+)=("(?:[^"\\]|\\.)*")`)

// labelsOf reads labels in the form of a selector.
func labelsOf(text string) (map[string]string, error) {
	labels := map[string]string{}
	for _, m := range labelPair.FindAllStringSubmatch(text, -1) {
		value, err := strconv.Unquote(m[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
		labels[m[1]] = value
	}
	if len(labels) == 0 {
		return nil, fmt.Errorf("a stream without labels: %q", text)
	}
	return labels, nil
}

// encodePush is one line as Alloy pushes it.
func encodePush(p pushed) []byte {
	field := func(to []byte, n protowire.Number, content []byte) []byte {
		return protowire.AppendBytes(protowire.AppendTag(to, n, protowire.BytesType), content)
	}
	number := func(to []byte, n protowire.Number, value int64) []byte {
		return protowire.AppendVarint(protowire.AppendTag(to, n, protowire.VarintType), uint64(value))
	}
	selector := ""
	for _, name := range sortedKeys(p.labels) {
		selector += fmt.Sprintf(", %s=%q", name, p.labels[name])
	}
	entry := field(nil, 1, number(number(nil, 1, p.at.Unix()), 2, int64(p.at.Nanosecond())))
	entry = field(entry, 2, []byte(p.line))
	for _, name := range sortedKeys(p.metadata) {
		entry = field(entry, 3, field(field(nil, 1, []byte(name)), 2, []byte(p.metadata[name])))
	}
	stream := field(field(nil, 1, []byte("{"+selector[2:]+"}")), 2, entry)
	return snappy.Encode(nil, field(nil, 1, stream))
}

// TestPushed: what is pushed is what is read.
func TestPushed(t *testing.T) {
	want := pushed{
		labels: map[string]string{"a": `b"c`, "d": "e"}, metadata: map[string]string{"pid": "1"},
		at: time.Unix(1767225600, 5), line: "x\n\ty",
	}
	got, err := decodePush("application/x-protobuf", encodePush(want))
	if err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	unexpected(t, "labels", want.labels, got[0].labels)
	unexpected(t, "metadata", want.metadata, got[0].metadata)
	if got[0].line != want.line || !got[0].at.Equal(want.at) {
		t.Errorf("%q at %s", got[0].line, got[0].at)
	}
	if _, err := decodePush("application/json", []byte("{}")); err == nil {
		t.Error("JSON is taken for Protocol Buffers")
	}
}
