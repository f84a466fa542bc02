package manifest

// YAML is the node as canonical YAML.
func (n *Node) YAML() []byte { return n.AppendYAML(nil) }

// AppendYAML appends the node as canonical YAML: two spaces, lists not indented
// below their key, scalars plain where every reader of YAML 1.1 and 1.2 agrees
// on them and quoted otherwise, texts of several lines as literal blocks, long
// lines not folded. There is no document marker; it ends with a newline.
func (n *Node) AppendYAML(dst []byte) []byte {
	return n.appendBlock(dst, 0)
}

// deeper is how many spaces each level stands deeper.
const deeper = 2

// appendBlock appends a value where a block may begin: the cursor stands at
// this indentation already.
func (n *Node) appendBlock(dst []byte, indent int) []byte {
	if n.Len() == 0 {
		return append(n.appendInline(dst, indent), '\n')
	}
	for i := range n.subs {
		if i > 0 {
			dst = appendSpaces(dst, indent)
		}
		if n.kind == KindMap {
			dst = appendField(dst, &n.subs[i], indent)
		} else {
			dst = n.subs[i].Value.appendBlock(append(dst, "- "...), indent+deeper)
		}
	}
	return dst
}

// longestKey bounds the keys that are written before a colon: readers look for
// it within 1024 characters (YAML 1.2, section 7.4.2).
const longestKey = 1000

func appendField(dst []byte, f *Field, indent int) []byte {
	if len(f.Name) > longestKey/8 { // escapes may make it 8 times as long
		if key := appendKey(nil, f.Name); len(key) > longestKey {
			dst = append(append(dst, "? "...), key...)
			return f.Value.appendValue(append(appendSpaces(append(dst, '\n'), indent), ':'), indent)
		}
	}
	return f.Value.appendValue(append(appendKey(dst, f.Name), ':'), indent)
}

// appendValue appends what follows the colon of a key at this indentation.
func (n *Node) appendValue(dst []byte, indent int) []byte {
	switch {
	case n.Len() == 0:
		return append(n.appendInline(append(dst, ' '), indent+deeper), '\n')
	case n.kind == KindMap:
		indent += deeper
	}
	return n.appendBlock(appendSpaces(append(dst, '\n'), indent), indent)
}

// appendInline appends a scalar or an empty map or list, without the newline
// after it. The lines of a block scalar stand at this indentation.
func (n *Node) appendInline(dst []byte, indent int) []byte {
	switch n.Kind() {
	case KindMap:
		return append(dst, "{}"...)
	case KindList:
		return append(dst, "[]"...)
	case KindString:
		return appendString(dst, n.text, max(indent, deeper))
	case KindNull:
		return append(dst, "null"...)
	}
	return append(dst, n.text...)
}

const spaces = "                                "

func appendSpaces(dst []byte, n int) []byte {
	for ; n > len(spaces); n -= len(spaces) {
		dst = append(dst, spaces...)
	}
	return append(dst, spaces[:n]...)
}
