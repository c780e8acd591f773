package httpapi

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// planted are values that no error may repeat: a name, a phone, an ID number.
var planted = []string{"13987654321", "350205199001011234", "李四光", "SECRET"}

// plant replaces the marks of a body by planted values.
func plant(text string) string {
	return strings.NewReplacer("PHONE", planted[0], "IDNO", planted[1], "NAME", planted[2]).Replace(text)
}

func assertSilent(t *testing.T, r *reply) {
	for _, value := range planted {
		assert.NotContains(t, string(r.body), value, "an error repeats what was sent in")
		for name, values := range r.Header {
			assert.NotContains(t, strings.Join(values, " "), value, name)
		}
	}
}

// badBodies are bodies of "make" with the faults they must be told, in order;
// http.md: bodies are read strictly.
var badBodies = []struct {
	name, body string
	status     int
	faults     []string
}{
	{"nothing at all", ``, 422, []string{"title required", "place.unit required"}},
	{"blanks", " \n\t ", 422, []string{"title required", "place.unit required"}},
	{"null", `null`, 400, []string{" wrong-type"}},
	{"array", `["NAME"]`, 400, []string{" wrong-type"}},
	{"text", `"NAME"`, 400, []string{" wrong-type"}},
	{"number", `PHONE`, 400, []string{" wrong-type"}},
	{"not JSON", `NAME`, 400, []string{" syntax"}},
	{"form", `title=NAME&phone=PHONE`, 400, []string{" syntax"}},
	{"half", `{"title":"NAME"`, 400, []string{" syntax"}},
	{"half a text", `{"title":"NAME`, 400, []string{"title syntax"}},
	{"single quotes", `{'title':'NAME'}`, 400, []string{" syntax"}},
	{"comment", `{"title":"NAME"/* PHONE */}`, 400, []string{" syntax"}},
	{"comma at the end", `{"title":"NAME",}`, 400, []string{" syntax"}},
	{"no colon", `{"title" "NAME"}`, 400, []string{"title syntax"}},
	{"byte order mark", "\xef\xbb\xbf" + `{"title":"NAME"}`, 400, []string{" syntax"}},
	{"trailing object", `{"title":"灯","place":{"unit":"350205001001"}}{"title":"NAME"}`, 400, []string{" trailing-data"}},
	{"trailing word", `{"title":"灯","place":{"unit":"350205001001"}} NAME`, 400, []string{" trailing-data"}},
	{"trailing brace", `{"title":"灯","place":{"unit":"350205001001"}}}`, 400, []string{" trailing-data"}},
	{"unknown field", `{"title":"NAME","colour":"PHONE","place":{"unit":"350205001001"}}`, 400, []string{"colour unknown-field"}},
	{"unknown field that is a phone", `{"PHONE":1}`, 400, []string{"? unknown-field"}},
	{"unknown field with a phone in it", `{"phonePHONE":1}`, 400, []string{"? unknown-field"}},
	{"unknown field that is a name", `{"NAME":1}`, 400, []string{"? unknown-field"}},
	{"unknown field within", `{"title":"NAME","place":{"unit":"350205001001","floor":"PHONE"}}`, 400, []string{"place.floor unknown-field"}},
	{"other letter case", `{"Title":"NAME"}`, 400, []string{"Title unknown-field"}},
	{"a field of the record", `{"title":"NAME","version":9,"phase":"granted"}`, 400, []string{"version unknown-field", "phase unknown-field"}},
	{"twice", `{"title":"NAME","title":"灯"}`, 400, []string{"title duplicate-field"}},
	{"twice, escaped", `{"title":"NAME","\u0074itle":"灯"}`, 400, []string{"title duplicate-field"}},
	{"twice within", `{"title":"灯","place":{"unit":"350205001001","unit":"IDNO"}}`, 400, []string{"place.unit duplicate-field"}},
	{"twice, and more", `{"title":"NAME","title":"灯","bogus":1,"text":5}`, 400, []string{"title duplicate-field", "bogus unknown-field", "text wrong-type"}},
	{"bad UTF-8", "{\"title\":\"\xff\xfe\"}", 400, []string{"title bad-utf8"}},
	{"cut UTF-8", "{\"title\":\"\xe4\xb8\"}", 400, []string{"title bad-utf8"}},
	{"lone surrogate", `{"title":"\ud800"}`, 400, []string{"title syntax"}},
	{"raw NUL", "{\"title\":\"NAME\x00\"}", 400, []string{"title syntax"}},
	{"escaped NUL", `{"title":"NAME\u0000","place":{"unit":"350205001001"}}`, 400, []string{"title bad-text"}},
	{"NUL in a name", `{"title\u0000":"NAME"}`, 400, []string{"? unknown-field"}},
	{"raw newline", "{\"title\":\"NAME\n\"}", 400, []string{"title syntax"}},
	{"number for text", `{"title":PHONE,"place":{"unit":"350205001001"}}`, 400, []string{"title wrong-type"}},
	{"object for text", `{"title":{"a":"NAME"},"place":{"unit":"350205001001"}}`, 400, []string{"title wrong-type"}},
	{"text for object", `{"title":"NAME","place":"350205001001"}`, 400, []string{"place wrong-type"}},
	{"array for object", `{"title":"NAME","place":[]}`, 400, []string{"place wrong-type"}},
	{"text for boolean", `{"title":"NAME","sender":{"anonymous":"true"}}`, 400, []string{"sender.anonymous wrong-type"}},
	{"number for boolean", `{"title":"NAME","sender":{"anonymous":1}}`, 400, []string{"sender.anonymous wrong-type"}},
	{"several at once", `{"title":1,"colour":"PHONE","place":{"unit":2}}`, 400, []string{"title wrong-type", "colour unknown-field", "place.unit wrong-type"}},
	{"deep", `{"title":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`, 400, []string{"title wrong-type"}},
	{"very deep", strings.Repeat(`{"title":`, 90000), 400, []string{"title syntax"}},
	{"bad unit", `{"title":"NAME","place":{"unit":"../NAME"}}`, 422, []string{"place.unit bad-code"}},
	{"bad unit and more", `{"title":"","text":"PHONE","place":{"unit":"a b"}}`, 422, []string{"place.unit bad-code", "title required"}},
	{"too long", `{"title":"` + strings.Repeat("李四光", 21) + `","place":{"unit":"350205001001"}}`, 422, []string{"title too-long"}},
	{"blank title", `{"title":"  ","place":{"unit":"350205001001"}}`, 422, []string{"title required"}},
	{"nulls", `{"title":null,"place":null}`, 422, []string{"title required", "place.unit required"}},
}

func TestBadBodies(t *testing.T) {
	w := newWorld(t)
	for _, c := range badBodies {
		t.Run(c.name, func(t *testing.T) {
			r := w.want(c.status, "ann", "POST /v1/wishes", plant(c.body))
			assert.Equal(t, problemMedia, r.Header.Get("Content-Type"))
			assert.ElementsMatch(t, c.faults, r.faults(), "%s", r.body)
			assertSilent(t, r)
		})
	}
}

// The other types of fields, in a command that has them all.
var badVisits = []struct {
	body   string
	status int
	faults []string
}{
	{`{"count":1.5}`, 400, []string{"count not-an-integer"}},
	{`{"count":1e2}`, 400, []string{"count not-an-integer"}},
	{`{"count":9223372036854775808}`, 400, []string{"count not-an-integer"}},
	{`{"count":-99999999999999999999999999}`, 400, []string{"count not-an-integer"}},
	{`{"count":"3"}`, 400, []string{"count wrong-type"}},
	{`{"count":01}`, 400, []string{" syntax"}},
	{`{"count":NaN}`, 400, []string{"count syntax"}},
	{`{"count":10}`, 422, []string{"count out-of-range"}},
	{`{"count":-1}`, 422, []string{"count out-of-range"}},
	{`{"count":1,"at":"2024-10-08T09:00:00"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":"2024-10-08 09:00:00+08:00"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":"2024-10-08"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":"2024-02-30T09:00:00+08:00"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":"0000-01-01T00:00:00Z"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":"9999-12-31T23:59:59-08:00"}`, 422, []string{"at bad-time"}},
	{`{"count":1,"at":1728349200}`, 400, []string{"at wrong-type"}},
	{`{"count":1,"at":""}`, 422, []string{"at bad-time"}},
	{`{"count":1,"cost":"1e999999999"}`, 422, []string{"cost bad-decimal"}},
	{`{"count":1,"cost":1e999999999}`, 422, []string{"cost bad-decimal"}},
	{`{"count":1,"cost":"NaN"}`, 422, []string{"cost bad-decimal"}},
	{`{"count":1,"cost":"1,000"}`, 422, []string{"cost bad-decimal"}},
	{`{"count":1,"cost":"` + strings.Repeat("9", 400) + `"}`, 422, []string{"cost bad-decimal"}},
	{`{"count":1,"cost":true}`, 400, []string{"cost wrong-type"}},
	{`{"count":1,"done":"yes"}`, 400, []string{"done wrong-type"}},
	{`{"count":1,"with":"PHONE"}`, 422, []string{"with bad-id"}},
	{`{"count":1,"with":"urn:uuid:01923134-d900-79e5-8f9e-7bb6e01da76f"}`, 422, []string{"with bad-id"}},
	{`{"count":1,"with":"01923134d90079e58f9e7bb6e01da76f"}`, 422, []string{"with bad-id"}},
	{`{"count":1,"more":["x","01923134-d900-79e5-8f9e-7bb6e01da76f","y"]}`, 422, []string{"more[0] bad-id", "more[2] bad-id"}},
	{`{"count":1,"tags":"NAME"}`, 400, []string{"tags wrong-type"}},
	{`{"count":1,"tags":{"0":"NAME"}}`, 400, []string{"tags wrong-type"}},
	{`{"count":1,"tags":[1,"a",{}]}`, 400, []string{"tags[0] wrong-type", "tags[2] wrong-type"}},
	{`{"count":1,"tags":["a","b","c","d"]}`, 422, []string{"tags too-many"}},
	{`{"count":1,"tags":["a\u0000"]}`, 400, []string{"tags[0] bad-text"}},
	{`{"count":1,"note":"NAME` + strings.Repeat("x", 40) + `"}`, 422, []string{"note too-long"}},
	{`{"count":10,"at":"PHONE","with":"IDNO","cost":"NAME","tags":["a","b","c","d"]}`, 422,
		[]string{"at bad-time", "with bad-id", "cost bad-decimal", "count out-of-range", "tags too-many"}},
}

func TestBadValues(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	for _, c := range badVisits {
		t.Run(c.body[:min(60, len(c.body))], func(t *testing.T) {
			r := w.want(c.status, "worker", "POST "+path+"/visit", plant(c.body))
			assert.ElementsMatch(t, c.faults, r.faults(), "%s", r.body)
			assertSilent(t, r)
		})
	}
	for _, id := range []string{"urn:uuid:01923134-d900-79e5-8f9e-7bb6e01da76f", "{01923134-d900-79e5-8f9e-7bb6e01da76f}", "01923134d90079e58f9e7bb6e01da76f"} {
		assert.Equal(t, []string{"files[0] bad-id"}, w.want(422, "worker", "POST "+path+"/attach", attachBody(id)).faults(), "an id has one form")
	}
	assert.EqualValues(t, 2, w.want(200, "worker", "GET "+path, "").json()["version"], "a refused body must change nothing")
}

func TestGoodValues(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(200, "worker", "POST "+path+"/accept", `{"size":"large","helpers":[{"unit":"350205C","role":"assist"}]}`)
	for _, body := range []string{
		`{"count":1}`, "\r\n\t {\"count\" : 2 } \n", `{"count":9,"note":null,"tags":null,"with":null,"at":null}`,
		`{"count":1,"at":"2024-10-08T09:00:00.123456+08:00","cost":"12.50","with":"` + uuid.NewString() + `","more":["` + uuid.NewString() + `"]}`,
		`{"count":1,"cost":12,"done":false,"tags":["\ud83d\ude00","a\\u0000b"],"note":"好的"}`,
	} {
		w.want(200, "worker", "POST "+path+"/visit", body)
	}
	assert.EqualValues(t, 14, w.want(200, "worker", "GET "+path, "").json()["visits"])
	w.want(200, "worker", "POST "+path+"/grant", "") // nothing is required, so nothing need be said
}

// badQueries are parameters with the faults they must be told.
var badQueries = []struct {
	line   string
	status int
	faults []string
}{
	{"/v1/wishes?colour=red&phase=wished", 400, []string{"colour unknown-parameter"}},
	{"/v1/wishes?13987654321=1", 400, []string{"? unknown-parameter"}},
	{"/v1/wishes?Phase=wished", 400, []string{"Phase unknown-parameter"}},
	{"/v1/wishes?phase=wished&phase=accepted", 400, []string{"phase duplicate-parameter"}},
	{"/v1/wishes?q=%ff", 400, []string{"q bad-text"}},
	{"/v1/wishes?q=%00", 400, []string{"q bad-text"}},
	{"/v1/wishes?q=%zz", 400, []string{" bad-query"}},
	{"/v1/wishes?q=a;b", 400, []string{" bad-query"}},
	{"/v1/wishes?phase=13987654321", 422, []string{"phase unknown-code"}},
	{"/v1/wishes?size=13987654321", 422, []string{"size unknown-code"}},
	{"/v1/wishes?mine=13987654321", 422, []string{"mine unknown-code"}},
	{"/v1/wishes?unit=a%20b", 422, []string{"unit bad-code"}},
	{"/v1/wishes?community=%2e%2e", 422, []string{"community bad-code"}},
	{"/v1/wishes?unit=350205001&community=350205001001", 422, []string{"community duplicate-parameter"}},
	{"/v1/wishes?unit=999", 422, []string{"unit unknown-unit"}},
	{"/v1/wishes?community=zzz&limit=0", 422, []string{"limit out-of-range", "community unknown-unit"}},
	{"/v1/signs?community=zzz", 422, []string{"community unknown-unit"}},
	{"/v1/wishes?dueBefore=tomorrow", 422, []string{"dueBefore bad-time"}},
	{"/v1/wishes?dueBefore=2024-10-08T09:00:00", 422, []string{"dueBefore bad-time"}},
	{"/v1/wishes?openedFrom=2024-13-01&openedTo=x", 422, []string{"openedFrom bad-time", "openedTo bad-time"}},
	{"/v1/wishes?limit=0", 422, []string{"limit out-of-range"}},
	{"/v1/wishes?limit=201", 422, []string{"limit out-of-range"}},
	{"/v1/wishes?limit=99999999999999999999", 422, []string{"limit out-of-range"}},
	{"/v1/wishes?limit=ten", 422, []string{"limit out-of-range"}},
	{"/v1/wishes?cursor=13987654321", 422, []string{"cursor bad-cursor"}},
	{"/v1/wishes?q=" + strings.Repeat("a", 101), 422, []string{"q too-long"}},
	{"/v1/wishes?limit=0&mine=x&dueBefore=x", 422, []string{"mine unknown-code", "dueBefore bad-time", "limit out-of-range"}},
	{"/v1/wishes/tally?colour=red", 400, []string{"colour unknown-parameter"}},
	{"/v1/wishes/tally?top=11", 422, []string{"top out-of-range"}},
	{"/v1/wishes/tally?top=many", 400, []string{"top wrong-type"}},
	{"/v1/wishes/tally?deep=1", 400, []string{"deep wrong-type"}},
	{"/v1/wishes/tally?unit=a%20b&from=x&on=2024-02-30", 422, []string{"unit bad-code", "from bad-time", "on bad-date"}},
	{"/v1/wishes/tally?size=small,13987654321", 422, []string{"size[1] unknown-code"}},
	{"/v1/wishes/tally?with=350205,,x", 422, []string{"with[1] required"}},
	{"/v1/me?x=1", 400, []string{"x unknown-parameter"}},
	{"/v1/lifecycles?x=1", 400, []string{"x unknown-parameter"}},
	{"/v1/units/350205?on=2024-02-30", 422, []string{"on bad-date"}},
	{"/v1/units/350205/subtree?level=13987654321", 422, []string{"level unknown-code"}},
	{"/v1/units/350205/subtree?cursor=13987654321", 422, []string{"cursor bad-cursor"}},
	{"/v1/units/350205001/subtree?cursor=350205", 422, []string{"cursor bad-cursor"}},
	{"/v1/calendar/deadline", 422, []string{"from required", "days required"}},
	{"/v1/calendar/deadline?from=2024-09-27&days=0", 422, []string{"days out-of-range"}},
	{"/v1/calendar/deadline?from=1999-09-27&days=1", 422, []string{"from outside-calendar"}},
	{"/v1/calendar/deadline?from=2100-12-31&days=10000", 422, []string{"n outside-calendar"}},
	{"/v1/calendar/days?from=2024-09-27", 422, []string{"to required"}},
	{"/v1/calendar/days?from=2024-09-27&to=2024-09-26", 422, []string{"to before-from"}},
	{"/v1/calendar/days?from=2004-01-01&to=2024-01-01", 422, []string{"to too-far"}},
	{"/v1/calendar/days?from=1999-01-01&to=2101-01-01", 422, []string{"from outside-calendar", "to outside-calendar", "to too-far"}},
	{"/v1/events?after=13987654321", 422, []string{"after bad-position"}},
	{"/v1/events?after=p-1", 422, []string{"after bad-position"}},
	{"/v1/events?after=p01", 422, []string{"after bad-position"}},
	{"/v1/events?limit=1001", 422, []string{"limit out-of-range"}},
}

func TestBadQueries(t *testing.T) {
	w := newWorld(t)
	for _, c := range badQueries {
		t.Run(c.line, func(t *testing.T) {
			r := w.want(c.status, "centre", "GET "+c.line, "")
			assert.ElementsMatch(t, c.faults, r.faults(), "%s", r.body)
			assertSilent(t, r)
		})
	}
}

func TestQueryTakesDatesAndForgottenEscapes(t *testing.T) {
	w := newWorld(t)
	for _, from := range []string{"2024-09-26", "2024-09-26T16:00:00Z", "2024-09-27T00:00:00+08:00", url.QueryEscape("2024-09-27T00:00:00+08:00")} {
		asked := w.want(200, "ann", "GET /v1/wishes/tally?from="+from+"&unit=", "").json()["asked"].(map[string]any)
		require.Contains(t, asked["from"], "2024-09-2", from)
	}
}

// badHeaders are headers with the answers they get.
func TestBadHeaders(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	note := "POST " + path + "/note"
	body := `{"text":"好"}`
	for _, c := range []struct {
		header string
		status int
	}{
		{"If-Match: 1", 400}, {"If-Match: \"1", 400}, {"If-Match: ", 400}, {"If-Match: \"1\", \"2\"", 400}, {"If-Match: \"a b\"", 400},
		{"If-Match: \"2\"", 412}, {"If-Match: \"0\"", 412}, {"If-Match: \"-1\"", 412}, {"If-Match: \"01\"", 412}, {"If-Match: \"abc\"", 412},
		{"If-Match: W/\"1\"", 412}, {"If-Match: \"99999999999999999999\"", 412},
		{"Idempotency-Key: ", 400}, {"Idempotency-Key: a b", 400}, {"Idempotency-Key: 键", 400}, {"Idempotency-Key: " + strings.Repeat("k", 256), 400},
		{"Content-Type: text/plain", 415}, {"Content-Type: application/x-www-form-urlencoded", 415}, {"Content-Type: application/json; charset=gbk", 415},
		{"Content-Type: ;;", 415}, {"Content-Encoding: gzip", 415},
		{"Accept: text/html", 406}, {"Accept: application/json;q=0", 406},
		{"Authorization: Basic xyz", 401}, {"Authorization: Bearer nobody", 401},
	} {
		t.Run(c.header, func(t *testing.T) {
			token := "ann"
			if strings.HasPrefix(c.header, "Authorization") {
				token = ""
			}
			r := w.do(token, note, body, c.header)
			assert.Equal(t, c.status, r.StatusCode, "%s", r.body)
			assert.Equal(t, problemMedia, r.Header.Get("Content-Type"))
		})
	}
	w.want(400, "ann", note, body, "If-Match: \"1\"", "If-Match: \"1\"")
	w.want(400, "ann", note, body, "Idempotency-Key: a", "Idempotency-Key: b")
	assert.EqualValues(t, 1, w.want(200, "ann", "GET "+path, "").json()["version"])
	for _, header := range []string{"If-Match: *", "If-Match: \"2\"", "Content-Type: application/json; charset=UTF-8", "Accept: application/*", "Accept: text/html, */*;q=0.1",
		"Idempotency-Key: " + strings.Repeat("k", 255)} {
		w.want(200, "ann", note, body, header)
	}
}

func TestBodiesHaveALimit(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.MaxBody = 200 })
	long := `{"title":"` + strings.Repeat("a", 300) + `"}`
	r := w.want(413, "ann", "POST /v1/wishes", long)
	assert.Equal(t, "too-large", r.text("code"))
	chunked := w.request("ann", "POST /v1/wishes", long)
	chunked.ContentLength = -1
	assert.Equal(t, 413, w.send(chunked).StatusCode)
}

// targets.md: 2,000 bad requests, always 4xx and never 5xx, and never with what
// was sent in. Every malformed body goes to every command, of a record that is
// there and of one that is not, from people of all sorts.
func TestTwoThousandBadRequests(t *testing.T) {
	w := newWorld(t)
	path, sent := w.wish(), 0
	var lines []string
	for _, c := range w.office.Shelves()[0].Describe().Commands {
		lines = append(lines, "POST "+path+"/"+c.Verb, "POST /v1/wishes/"+uuid.NewString()+"/"+c.Verb)
	}
	lines = append(lines, "POST /v1/wishes", "POST /v1/wishes/hint", "POST /v1/signs")
	for _, line := range lines {
		for _, c := range badBodies {
			if c.status != 400 || len(c.body) > 10_000 {
				continue
			}
			for _, token := range []string{"ann", "worker"} {
				r := w.do(token, line, plant(c.body))
				sent++
				require.True(t, r.StatusCode >= 400 && r.StatusCode < 500, "%s %s: %d %s", line, c.name, r.StatusCode, r.body)
				assertSilent(t, r)
			}
		}
	}
	assert.Greater(t, sent, 2000)
	assert.EqualValues(t, 1, w.want(200, "ann", "GET "+path, "").json()["version"])
}
