package relays

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"regexp"
	"time"

	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// A Subscription is one receiver in the file of -webhook.
type Subscription struct {
	Name    string   `json:"name"`    // under which its position is kept: letters, digits, "-"
	URL     string   `json:"url"`     // https, or http with plain
	Secrets []string `json:"secrets"` // whsec_…; two while they are rotated
	From    string   `json:"from"`    // "beginning" (the default) or "now": where a new name begins
	Batch   int      `json:"batch"`   // 0: one event a request
	Timeout string   `json:"timeout"` // such as "10s"
	Plain   bool     `json:"plain"`   // http is acceptable
	Allow   []string `json:"allow"`   // address ranges that may be dialled although they are not public
	feed.Filter
}

var subscriptionName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// Read reads a file of subscriptions. What is wrong is named by its place, never
// by its value: the file holds secrets.
func Read(path string) ([]Subscription, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("-webhook: %w", err)
	}
	var file struct {
		Subscriptions []Subscription `json:"subscriptions"`
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("-webhook: %s: %w", path, plainly(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("-webhook: %s: something follows the object", path)
	}
	seen := map[string]bool{}
	for i := range file.Subscriptions {
		s := &file.Subscriptions[i]
		_, err := s.options()
		switch {
		case !subscriptionName.MatchString(s.Name):
			err = errors.New("name: 1 to 40 small letters, digits and hyphens")
		case seen[s.Name]:
			err = errors.New("name: stands twice")
		case s.From != "" && s.From != "beginning" && s.From != "now":
			err = errors.New(`from: "beginning" or "now"`)
		}
		if err != nil {
			return nil, fmt.Errorf("-webhook: %s: subscriptions[%d]: %w", path, i, err)
		}
		seen[s.Name] = true
	}
	return file.Subscriptions, nil
}

// plainly says what is wrong with JSON without quoting it.
func plainly(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("%s: is not of the type wanted", kind.Field)
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON at byte %d", syntax.Offset)
	}
	return err // a field nobody knows, or an early end
}

// options are those of the subscription's sink.
func (s *Subscription) options() (o webhook.Options, err error) {
	o = webhook.Options{URL: s.URL, Filter: s.Filter, Batch: s.Batch, Plain: s.Plain}
	if s.Timeout != "" {
		if o.Timeout, err = time.ParseDuration(s.Timeout); err != nil || o.Timeout <= 0 {
			return o, errors.New(`timeout: such as "10s"`)
		}
	}
	for i, text := range s.Secrets {
		secret, err := webhook.ParseSecret(text)
		if err != nil {
			return o, fmt.Errorf("secrets[%d]: %w", i, err)
		}
		o.Secrets = append(o.Secrets, secret)
	}
	for i, text := range s.Allow {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return o, fmt.Errorf("allow[%d]: not a range such as 10.1.0.0/16", i)
		}
		o.Allow = append(o.Allow, prefix)
	}
	_, err = webhook.NewSink(o)
	return o, err
}
