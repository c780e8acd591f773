package nats_test

import (
	"encoding/json"
	"testing"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2/event"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// decoded is what a consumer reads of an event.
func decoded(t require.TestingT, data []byte) (e struct{ ID, Position string }) {
	require.NoError(t, json.Unmarshal(data, &e))
	return e
}

// What governance/feed writes is a CloudEvent 1.0, as the reference
// implementation reads and judges it, in structured and in batched mode.
func TestReferenceImplementationReadsOurEvents(t *testing.T) {
	id := uuid.MustParse("018df000-0000-7000-8000-000000000001")
	form := feed.NewForm("https://jinlin.example/", &governance.Description{Kind: "case", Path: "cases", Fields: []governance.FieldSpec{{Name: "size"}}})
	entry := governance.Entry{
		Ref: governance.Ref{Kind: "case", ID: id}, Version: 3, At: started.Add(123456 * time.Microsecond), AsOf: started, Verb: "close", Rule: "C-9", Position: 100,
		By: governance.Stamp{System: true}, Changes: []governance.Field{{Name: "size", Value: []byte(`"<小>"`)}},
	}
	ours, err := form.Event(&entry, "350205")
	require.NoError(t, err)
	none, err := form.Event(&entry, "")
	require.NoError(t, err)
	var batch []cloudevents.Event
	require.NoError(t, json.Unmarshal(feed.Batch([]feed.Event{ours, none}), &batch))
	require.Len(t, batch, 2)
	var one cloudevents.Event
	require.NoError(t, json.Unmarshal(ours.JSON, &one))
	require.Equal(t, one, batch[0])
	for _, e := range batch {
		require.NoError(t, e.Validate())
		assert.Equal(t, "1.0", e.SpecVersion())
		assert.Equal(t, ours.ID, e.ID())
		assert.Equal(t, "https://jinlin.example/v1/cases", e.Source())
		assert.Equal(t, "jinlin.case.close", e.Type())
		assert.Equal(t, id.String(), e.Subject())
		assert.True(t, entry.At.Equal(e.Time()))
		assert.Equal(t, "application/json", e.DataContentType())
		assert.Equal(t, "p2s", e.Extensions()["position"])
		var data struct {
			Command string
			Version int64
			Changes struct{ Size string }
		}
		require.NoError(t, e.DataAs(&data))
		assert.Equal(t, "close", data.Command)
		assert.EqualValues(t, 3, data.Version)
		assert.Equal(t, "<小>", data.Changes.Size)
	}
	assert.Equal(t, "350205", batch[0].Extensions()["district"])
	assert.NotContains(t, batch[1].Extensions(), "district")
}
