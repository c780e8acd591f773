package webhook_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"time"

	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// The receiving side, whole: bound the body, check the signature, leave out what
// was had already, keep it, answer.
func ExampleVerify() {
	secret, err := webhook.ParseSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	check(err)
	var done feed.Position // in the receiver's database, with the work itself
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil || webhook.Verify(r.Header, body, time.Now(), secret) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var event struct{ Type, Position string }
		check(json.Unmarshal(body, &event))
		position, err := feed.ParsePosition(event.Position)
		check(err)
		if position > done {
			done = position
			fmt.Println("kept", event.Type, position)
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer endpoint.Close()

	sink, err := webhook.NewSink(webhook.Options{
		URL: endpoint.URL, Secrets: []webhook.Secret{secret},
		Plain: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, // only because it is this very machine
	})
	check(err)
	event := feed.Event{ID: "case/1/1", JSON: []byte(`{"specversion":"1.0","id":"case/1/1","type":"jinlin.case.open","position":"p1"}`)}
	for range 2 { // the second time as after a crash
		_, err = sink.Deliver(context.Background(), []feed.Event{event})
		check(err)
	}
	// Output:
	// kept jinlin.case.open p1
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
