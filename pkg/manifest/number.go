package manifest

import (
	"math"
	"strconv"
	"strings"
)

// floatText writes a number as encoding/json does: shortest digits that read
// back exactly, without exponent from 1e-6 up to 1e21. An exponent comes with a
// decimal point, because without one YAML 1.1 takes 1e+21 for a string.
func floatText(f float64, bits int) (string, bool) {
	abs := math.Abs(f)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", false
	}
	if abs == 0 || abs >= 1e-6 && abs < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, bits), true
	}
	text := strconv.FormatFloat(f, 'e', -1, bits)
	if !strings.Contains(text, ".") {
		text = strings.Replace(text, "e", ".0e", 1)
	}
	return text, true
}

// numberText is a JSON number in canonical form: whole numbers digit by digit,
// others as floatText. Numbers beyond a float64 have no form that YAML readers
// agree on.
func numberText(text string) (string, bool) {
	whole := !strings.ContainsAny(text, ".eE")
	if whole && len(text) < 300 { // a float64 holds up to 308 digits
		return text, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", false
	}
	return floatText(f, 64)
}
