package ocean

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// digest is the same for the same parts on every machine.
func digest(parts ...string) []byte {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return sum[:]
}

// uuid is an id derived from its parts.
func uuid(parts ...string) string {
	b := digest(parts...)[:16]
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b)
	return fmt.Sprintf("%s-%s-%s-%s-%s", h[:8], h[8:12], h[12:16], h[16:20], h[20:])
}

// capitals are n capital letters and digits derived from the parts.
func capitals(n int, parts ...string) string {
	const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		for _, c := range digest(append(parts, fmt.Sprint(i))...) {
			b.WriteByte(alphabet[int(c)%len(alphabet)])
		}
	}
	return b.String()[:n]
}

// nth counts how often something of this kind and name was made, so that a
// second one differs from the first.
func (c *Cloud) nth(kind Kind, name string) string {
	key := string(kind) + "/" + name
	c.counts[key]++
	return fmt.Sprint(c.counts[key])
}
