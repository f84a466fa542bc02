package ocean

import (
	"errors"
	"fmt"
	"net/http"
)

// Error is a refusal by the cloud: DigitalOcean's error body and where it came
// from.
type Error struct {
	Method string `json:"-"`
	URL    string `json:"-"`
	Status int    `json:"-"`
	// ID is DigitalOcean's word for the status, for example not_found.
	ID      string `json:"id"`
	Message string `json:"message"`
}

// Error reads as DigitalOcean's client library prints it.
func (e *Error) Error() string {
	if e.Method == "" {
		return e.Message
	}
	return fmt.Sprintf("%s %s: %d %s", e.Method, e.URL, e.Status, e.Message)
}

// word is DigitalOcean's id of a status.
func word(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "bad_request"
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusConflict:
		return "conflict"
	case http.StatusUnprocessableEntity:
		return "unprocessable_entity"
	case http.StatusTooManyRequests:
		return "too_many_requests"
	case http.StatusServiceUnavailable:
		return "service_unavailable"
	default:
		return "server_error"
	}
}

// refuse is a refusal that does not know yet which call it answers.
func refuse(status int, format string, args ...any) *Error {
	return &Error{Status: status, ID: word(status), Message: fmt.Sprintf(format, args...)}
}

// unprocessable is the refusal of an order that cannot be right.
func unprocessable(format string, args ...any) *Error {
	return refuse(http.StatusUnprocessableEntity, format, args...)
}

// missing is the refusal to speak of what does not exist.
func missing() *Error {
	return refuse(http.StatusNotFound, "The resource you requested could not be found.")
}

// statusOf is the HTTP status of a refusal; 0 for other errors.
func statusOf(err error) int {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.Status
	}
	return 0
}

// answering names the call that a refusal answers.
func answering(err error, method, url string) error {
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Method != "" {
		return err
	}
	named := *refusal
	named.Method, named.URL = method, url
	return &named
}
