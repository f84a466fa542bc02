package manifest

import "unicode/utf8"

// MarshalJSON is AppendJSON, for encoding/json.
func (n *Node) MarshalJSON() ([]byte, error) { return n.AppendJSON(nil), nil }

// AppendJSON appends the node as compact JSON, in the order of its fields.
func (n *Node) AppendJSON(dst []byte) []byte {
	switch n.Kind() {
	case KindMap:
		return n.appendSubs(append(dst, '{'), '}')
	case KindList:
		return n.appendSubs(append(dst, '['), ']')
	case KindString:
		return appendJSONString(dst, n.text)
	case KindNull:
		return append(dst, "null"...)
	}
	return append(dst, n.text...)
}

func (n *Node) appendSubs(dst []byte, end byte) []byte {
	for i, sub := range n.subs {
		if i > 0 {
			dst = append(dst, ',')
		}
		if n.kind == KindMap {
			dst = append(appendJSONString(dst, sub.Name), ':')
		}
		dst = sub.Value.AppendJSON(dst)
	}
	return append(dst, end)
}

// appendJSONString escapes what JSON demands and the two line separators that
// JavaScript trips over, and leaves <, > and & readable.
func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < ' ' || r == 0x2028 || r == 0x2029:
			dst = append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
