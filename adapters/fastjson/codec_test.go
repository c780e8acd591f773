package fastjson_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/fastjson"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// everything is a record with each type of field that the law knows, with and
// without what leaves an empty one out.
type everything struct {
	governance.Head

	Text      string            `json:"text"`
	Said      string            `json:"said,omitempty"`
	Count     int               `json:"count"`
	Some      int64             `json:"some,omitempty"`
	Yes       bool              `json:"yes"`
	Perhaps   bool              `json:"perhaps,omitempty"`
	Ref       uuid.UUID         `json:"ref"`
	Near      uuid.UUID         `json:"near,omitzero"`
	Unit      orgtree.Code      `json:"unit"`
	Kind      orgtree.Kind      `json:"kind"`
	Day       civil.Date        `json:"day"`
	Then      civil.Date        `json:"then,omitzero"`
	At        time.Time         `json:"at"`
	Later     time.Time         `json:"later,omitzero"`
	Word      *string           `json:"word,omitempty"`
	Told      *bool             `json:"told,omitempty"`
	Inner     inner             `json:"inner"`
	Absent    inner             `json:"absent,omitzero"`
	Pointed   *inner            `json:"pointed,omitempty"`
	List      []inner           `json:"list"`
	Rest      []string          `json:"rest,omitempty"`
	Codes     []orgtree.Code    `json:"codes"`
	Numbers   map[string]int    `json:"numbers"`
	Period    governance.Period `json:"period"`
	Colour    governance.Colour `json:"colour,omitempty"`
	Own       own               `json:"own"`
	Decisions map[string]*inner `json:"decisions,omitempty"`
}

type inner struct {
	Name string    `json:"name"`
	N    int       `json:"n,omitempty"`
	At   time.Time `json:"at,omitzero"`
	Deep []inner   `json:"deep,omitempty"`
}

// own writes itself, as a list that a matter is not on does.
type own string

func (o own) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return governance.StdCodec{}.Marshal(string(o))
}

// texts hold all that JSON may escape, and what it must not.
var texts = []string{
	"", "路灯不亮", "a<b>&'c'", "\"quoted\" \\ back/slash", "\x00\x01\x1f\x7f", "line\nbreak\ttab\r", "\u2028\u2029", "𠮷野家", "\u200d\ufeff", "é",
}

// fill puts random values into every field, and leaves some as they are.
func fill(v reflect.Value, r *rand.Rand, depth int) {
	if r.IntN(4) == 0 || depth > 4 {
		return
	}
	switch value := v.Addr().Interface().(type) {
	case *time.Time:
		*value = time.Unix(r.Int64N(4e9), int64(r.IntN(1e6))*1000*int64(r.IntN(2))).In([]*time.Location{civil.Zone, time.UTC}[r.IntN(2)])
		return
	case *civil.Date:
		*value = civil.Of(1990+r.IntN(60), time.Month(1+r.IntN(12)), 1+r.IntN(28))
		return
	case *orgtree.Code:
		*value = []orgtree.Code{"350205", "350205001001", "350205D01"}[r.IntN(3)]
		return
	case *orgtree.Kind:
		*value = []orgtree.Kind{orgtree.Town, orgtree.Community, orgtree.Centre}[r.IntN(3)]
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts[r.IntN(len(texts))])
	case reflect.Int, reflect.Int64:
		v.SetInt(r.Int64() >> r.IntN(64))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Array:
		for i := range v.Len() {
			v.Index(i).SetUint(uint64(r.IntN(256)))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), r, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(3), 3))
		for i := range v.Len() {
			fill(v.Index(i), r, depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(4) {
			element := reflect.New(v.Type().Elem()).Elem()
			fill(element, r, depth+1)
			v.SetMapIndex(reflect.ValueOf(texts[1+r.IntN(9)]), element)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), r, depth+1)
			}
		}
	}
}

// "An embedder may bring a faster one that writes the same": byte for byte, and
// what it reads is what the default reads.
func TestWritesAndReadsWhatTheDefaultDoes(t *testing.T) {
	std, fast := governance.StdCodec{}, fastjson.Codec{}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		record := everything{Kind: orgtree.Town} // none is not written
		fill(reflect.ValueOf(&record).Elem(), r, 0)
		want, err := std.Marshal(&record)
		require.NoError(t, err)
		got, err := fast.Marshal(&record)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		var byStd, byFast everything
		require.NoError(t, std.Unmarshal(want, &byStd))
		require.NoError(t, fast.Unmarshal(want, &byFast))
		require.Equal(t, byStd, byFast)
	}
}

// What is damaged is an error for both, never half a record.
func TestRefusesWhatIsNoDocument(t *testing.T) {
	for _, text := range []string{"", "{", `{"text":1}`, `{"count":"1"}`, `{"at":"yesterday"}`, `{"ref":"1"}`, `[]`, `{"text":"a"}}`, `{"list":{}}`} {
		var record everything
		require.Error(t, governance.StdCodec{}.Unmarshal([]byte(text), &record), text)
		require.Error(t, fastjson.Codec{}.Unmarshal([]byte(text), &record), text)
	}
}

// Bad UTF-8 does not pass the law's checks. Should it ever, the default would
// write something else in its place; here the command fails instead.
func TestBadTextIsAnError(t *testing.T) {
	_, err := fastjson.Codec{}.Marshal(inner{Name: "中\xe4\xb8"})
	require.Error(t, err)
	require.Error(t, fastjson.Codec{}.Unmarshal([]byte("{\"name\":\"\xff\"}"), new(inner)))
}

// BenchmarkCodec measures one record of everything, beside the default.
func BenchmarkCodec(b *testing.B) {
	record := everything{Kind: orgtree.Town}
	for r := rand.New(rand.NewPCG(3, 4)); len(record.List) == 0; {
		fill(reflect.ValueOf(&record).Elem(), r, 0)
	}
	doc, err := governance.StdCodec{}.Marshal(&record)
	require.NoError(b, err)
	for _, c := range []struct {
		name string
		governance.Codec
	}{{"default", governance.StdCodec{}}, {"fast", fastjson.Codec{}}} {
		b.Run("write/"+c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := c.Marshal(&record)
				require.NoError(b, err)
			}
		})
		b.Run("read/"+c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, c.Unmarshal(doc, new(everything)))
			}
		})
	}
}
