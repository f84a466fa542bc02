package diag

import "errors"

// Findings are the findings in an error that List.Err made; of another error
// there are none.
func Findings(err error) List {
	var found listError
	if errors.As(err, &found) {
		return found.List
	}
	return nil
}
