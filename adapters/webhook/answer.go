package webhook

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// A StatusError is an answer that is no 2xx.
type StatusError struct{ Status int }

// Error names the status: of what the other side said it is the only part that
// cannot be anybody's data.
func (e *StatusError) Error() string {
	return fmt.Sprintf("webhook: the receiver answered %d", e.Status)
}

// A NoAnswerError says that there was no answer.
type NoAnswerError struct{ Err error }

// Error says whether it was for want of time, and no more: what is below may
// quote the URL, whose path may be a secret, or what the other side sent.
func (e *NoAnswerError) Error() string {
	if late := (net.Error)(nil); errors.As(e.Err, &late) && late.Timeout() {
		return "webhook: no answer in time"
	}
	return "webhook: no answer"
}

// Unwrap returns what is below.
func (e *NoAnswerError) Unwrap() error { return e.Err }

// unanswered tells a refusal of our own to dial from all else.
func unanswered(err error) error {
	var address *AddressError
	if errors.As(err, &address) {
		return address
	}
	return &NoAnswerError{err}
}

// judge tells from an answer whether the event is delivered, may be later, or
// never can be.
func (s *Sink) judge(answer *http.Response) error {
	status := answer.StatusCode
	if status >= 200 && status <= 299 {
		return nil
	}
	err := &StatusError{status}
	switch {
	case status >= 400 && status <= 499 && !passing(status):
		return &feed.PoisonError{Err: err}
	case answer.Header.Get("Retry-After") != "":
		if after, ok := s.after(answer.Header.Get("Retry-After")); ok {
			return &feed.LaterError{After: after, Err: err}
		}
	}
	return err
}

// passing are the 4xx that say nothing about the event.
func passing(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusTooEarly || status == http.StatusTooManyRequests
}

// mostSeconds keeps a wait a number; the relay has a bound of its own.
const mostSeconds = 1 << 30

// after reads a Retry-After: seconds, or a date.
func (s *Sink) after(text string) (time.Duration, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 {
		return time.Duration(min(n, mostSeconds)) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(s.opts.Now())), true
	}
	return 0, false
}
