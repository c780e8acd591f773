package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// http.md, Habits: POST opens with 201, Location, ETag and the record.
func TestOpening(t *testing.T) {
	w := newWorld(t)
	r := w.want(201, "ann", "POST /v1/wishes", wishBody)
	record := r.json()
	assert.Equal(t, "/v1/wishes/"+record["id"].(string), r.Header.Get("Location"))
	assert.Equal(t, `"1"`, r.Header.Get("ETag"))
	assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"))
	assert.Equal(t, "350205-2024-0000001", record["serial"])
	assert.Equal(t, "wished", record["phase"])
	deadline := record["deadlines"].([]any)[0].(map[string]any)
	assert.Equal(t, "2024-10-10T23:59:59+08:00", deadline["due"], "five working days after 2024-09-27 (golden: http.md)")

	hint := w.want(201, "ann", "POST /v1/wishes/hint", "")
	assert.NotEmpty(t, hint.Header.Get("Location"), "a second opening command goes by its name")
	assert.Equal(t, 412, w.do("ann", "POST /v1/wishes", wishBody, `If-Match: "1"`).StatusCode)
	assert.Equal(t, 412, w.do("ann", "POST /v1/wishes", wishBody, `If-Match: *`).StatusCode)
}

func TestGettingAndNotModified(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	r := w.want(200, "ann", "GET "+path, "")
	assert.Equal(t, `"1"`, r.Header.Get("ETag"))
	for _, tag := range []string{`"1"`, `W/"1"`, `"7", "1"`, "*"} {
		assert.Empty(t, w.want(304, "ann", "GET "+path, "", "If-None-Match: "+tag).body)
	}
	w.want(200, "ann", "GET "+path, "", `If-None-Match: "2"`)
	w.want(404, "bob", "GET "+path, "")
	w.want(404, "ann", "GET /v1/wishes/"+uuid.NewString(), "")
	w.want(404, "ann", "GET /v1/wishes/17", "")
	w.want(401, "", "GET "+path, "")
}

// http.md: masked until revealed; the sender sees their own.
func TestIdentityIsMasked(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	sender := w.want(200, "worker", "GET "+path, "").json()["sender"]
	assert.Equal(t, map[string]any{"name": "张**", "phone": "138****8000"}, sender)
	w.want(200, "worker", "POST "+path+"/reveal", `{"reason":"上门前联系"}`)
	sender = w.want(200, "worker", "GET "+path, "").json()["sender"]
	assert.Equal(t, map[string]any{"name": "张三丰", "phone": "13812348000"}, sender)
}

func TestIfMatch(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`, `If-Match: "1"`)
	r := w.want(412, "ann", "POST "+path+"/note", `{"text":"二"}`, `If-Match: "1"`)
	assert.Equal(t, "stale", r.text("code"))
	assert.Empty(t, r.Header.Get("ETag"))
	w.want(404, "bob", "POST "+path+"/note", `{"text":"二"}`, `If-Match: "1"`)
}

// Of many who rely on the same version exactly one wins; the others are told.
func TestIfMatchUnderCollision(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	var wg sync.WaitGroup
	statuses := make([]int, 32)
	for i := range statuses {
		wg.Go(func() {
			statuses[i] = w.do("ann", "POST "+path+"/note", `{"text":"一"}`, `If-Match: "1"`).StatusCode
		})
	}
	wg.Wait()
	won := 0
	for _, s := range statuses {
		if s == 200 {
			won++
		} else {
			assert.Equal(t, 412, s)
		}
	}
	assert.Equal(t, 1, won)
}

// same insists that two answers are the same, byte for byte.
func same(t *testing.T, a, b *reply) {
	t.Helper()
	assert.Equal(t, a.StatusCode, b.StatusCode)
	assert.Equal(t, string(a.body), string(b.body))
	assert.Equal(t, a.Header, b.Header)
}

// http.md: Idempotency-Key honoured on every POST, the first answer again.
func TestIdempotency(t *testing.T) {
	w := newWorld(t)
	first := w.want(201, "ann", "POST /v1/wishes", wishBody, "Idempotency-Key: k1")
	w.advance(time.Hour)
	same(t, first, w.do("ann", "POST /v1/wishes", wishBody, "Idempotency-Key: k1"))
	same(t, first, w.do("ann", "POST /v1/wishes", wishBody, "Idempotency-Key: k1", "Accept-Language: en"))

	r := w.want(422, "ann", "POST /v1/wishes", strings.Replace(wishBody, "路灯", "长椅", 1), "Idempotency-Key: k1")
	assert.Equal(t, "key-reused", r.text("code"))
	path := first.Header.Get("Location")
	w.want(422, "ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k1")
	w.want(201, "bob", "POST /v1/wishes", wishBody, "Idempotency-Key: k1") // keys belong to the account

	note := w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k2")
	w.want(200, "ann", "POST "+path+"/note", `{"text":"二"}`)
	same(t, note, w.do("ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k2", `If-Match: "2"`))
	assert.EqualValues(t, 3, w.want(200, "ann", "GET "+path, "").json()["version"])
}

// http.md: only accepted commands are kept, for 7 days, and erasing erases.
func TestWhatIdempotencyForgets(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(422, "ann", "POST "+path+"/note", `{"text":""}`, "Idempotency-Key: k1")
	w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k1")
	w.want(200, "worker", "POST "+path+"/erase", `{"reason":"本人要求"}`)
	w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k1")
	w.advance(7*24*time.Hour + time.Second)
	before := w.want(200, "ann", "GET "+path, "").json()["version"].(float64)
	w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`, "Idempotency-Key: k1")
	assert.Greater(t, w.want(200, "ann", "GET "+path, "").json()["version"], before)
}

// Equal requests at the same moment have one effect and one answer.
func TestIdempotencyUnderCollision(t *testing.T) {
	w := newWorld(t)
	for round := range 20 {
		var wg sync.WaitGroup
		replies := make([]*reply, 16)
		for i := range replies {
			wg.Go(func() {
				replies[i] = w.do("ann", "POST /v1/wishes", wishBody, fmt.Sprintf("Idempotency-Key: round-%d", round))
			})
		}
		wg.Wait()
		for _, r := range replies {
			require.Equal(t, 201, r.StatusCode, "%s", r.body)
			same(t, replies[0], r)
		}
	}
	assert.EqualValues(t, 20, w.want(200, "ann", "GET /v1/wishes/tally", "").json()["count"])
}

// refusals are commands with what they are answered.
func TestRefusals(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	post := func(status int, token, verb, body string) map[string]any {
		r := w.want(status, token, "POST "+path+"/"+verb, body)
		p := r.json()
		assert.Equal(t, problemMedia, r.Header.Get("Content-Type"))
		assert.EqualValues(t, status, p["status"])
		assert.Equal(t, problemType+p["code"].(string), p["type"])
		return p
	}
	p := post(409, "worker", "visit", `{"count":1}`)
	assert.Equal(t, "not-allowed", p["code"])
	assert.Equal(t, "wished", p["phase"])
	assert.Equal(t, []any{"accepted"}, p["allowedIn"])
	assert.Equal(t, "当前阶段为“已许愿”，不能进行此操作；可进行的阶段：已受理", p["detail"])
	assert.Contains(t, p["actions"], map[string]any{"command": "accept", "label": "受理"}, "says what would be allowed")

	p = post(403, "ann", "accept", acceptBody)
	assert.Equal(t, []any{"属地社区"}, p["who"])
	p = post(403, "ann", "lapse", "")
	assert.Equal(t, []any{"系统按时限"}, p["who"], "only time may")
	hung := w.want(201, "ann", "POST /v1/signs", `{"unit":"350205001001","text":"公告"}`).Header.Get("Location")
	w.want(404, "ann", "POST "+hung+"/lapse", "")
	w.want(403, "ann", "POST /v1/wishes/"+uuid.NewString()+"/lapse", "") // in no phase and of no record
	p = post(403, "ann", "inherit", "")
	assert.Equal(t, []any{"由关联事项引起"}, p["who"], "only another record may")
	assert.Equal(t, "not-found", post(404, "ann", "fly", "")["code"])
	assert.Equal(t, "unauthenticated", post(401, "", "note", `{"text":"一"}`)["code"])
	assert.Equal(t, "not-found", post(404, "bob", "note", `{"text":"一"}`)["code"])

	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	p = post(409, "worker", "grant", "")
	assert.Equal(t, "尚未走访", p["detail"], "a condition speaks for itself")
	p = post(422, "worker", "visit", `{"count":99}`)
	assert.Equal(t, "invalid", p["code"])
}

// A claim that somebody else holds is a conflict of its own kind.
func TestClaimed(t *testing.T) {
	w := newWorld(t)
	for _, status := range []int{200, 409} {
		path := w.wish()
		w.want(200, "worker", "POST "+path+"/accept", acceptBody)
		w.want(200, "worker", "POST "+path+"/visit", `{"count":1}`)
		r := w.want(status, "worker", "POST "+path+"/grant", `{"seat":"1"}`)
		if status == 409 {
			assert.Equal(t, "claimed", r.text("code"))
		}
	}
}

// Every kind of error of the law has one place in the table.
func TestProblemTable(t *testing.T) {
	ref := governance.Ref{Kind: "wish"}
	conflict := func(r governance.ConflictReason) error { return &governance.ConflictError{Ref: ref, Reason: r} }
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{&governance.NotFoundError{Ref: ref}, 404, "not-found"},
		{conflict(governance.Changed), 409, "changed"}, {conflict(governance.Depends), 409, "depends"}, {conflict(governance.Claimed), 409, "claimed"},
		{conflict(governance.KeyPending), 409, "key-pending"}, {conflict(governance.KeyReused), 422, "key-reused"}, {conflict(governance.Stale), 412, "stale"},
		{&governance.NotAllowedError{Verb: "x"}, 409, "not-allowed"}, {&governance.ForbiddenError{Verb: "x"}, 403, "forbidden"},
		{governance.Faults{{Path: "x"}}.Err(), 422, "invalid"}, {&http.MaxBytesError{}, 413, "too-large"},
		{&governance.Defect{Rule: "x"}, 500, "internal"}, {errors.New("13987654321"), 500, "internal"}, {&panicked{with: "13987654321"}, 500, "internal"},
		{&workday.UnknownYearError{Year: 2030}, 422, "unknown-year"}, {&workday.HorizonError{Field: "from"}, 422, "outside-calendar"},
		{&workday.InvalidError{Subject: workday.SubjectQuestion, Faults: []workday.Fault{{Field: "n", Code: workday.FaultCount}}}, 422, "invalid"},
		{context.Canceled, 503, "unavailable"}, {context.DeadlineExceeded, 503, "unavailable"}, {&busyError{}, 503, "unavailable"}, {&Problem{Status: 429, Code: "too-many"}, 429, "too-many"},
	} {
		p := problemOf(fmt.Errorf("wrapped: %w", c.err))
		assert.Equal(t, c.status, p.Status, c.code)
		assert.Equal(t, c.code, p.Code)
		assert.NotEmpty(t, titles[p.Status].Zh)
		assert.NotContains(t, string(p.body(chinese)), "13987654321")
		assert.Equal(t, c.status == 503 || c.code == "key-pending", p.RetryAfter > 0, c.code)
	}
}

type busyError struct{}

func (*busyError) Error() string             { return "busy" }
func (*busyError) RetryAfter() time.Duration { return 7 * time.Second }

// A kept answer is read back as it was written, and nothing else is.
func TestKeptAnswers(t *testing.T) {
	a := answer{201, "en", `"1"`, "/v1/wishes/1", []byte(`{"a":1}`)}
	back, err := decodeAnswer(a.encode())
	require.NoError(t, err)
	assert.Equal(t, &a, back)
	kept := a.encode()
	for n := range len(kept) - len(a.body) {
		_, err := decodeAnswer(kept[:n])
		require.Error(t, err, "cut after %d bytes", n)
	}
	_, err = decodeAnswer(append([]byte{9}, kept[1:]...))
	require.Error(t, err)
}
