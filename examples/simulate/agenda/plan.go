package agenda

import (
	"bytes"
	_ "embed" // the founding district's year is part of the program
	"encoding/json"
	"fmt"
	"reflect"
)

// A Count is how often something happens in the year, over the whole district: what
// [Plan.Share] divides.
type Count int

// A Plan is a year as data, institution by institution. All in it is what people and
// offices bring about of their own accord; what comes of it is not in it.
type Plan struct {
	Mediation    mediationPlan    `json:"mediation"`
	Conference   conferencePlan   `json:"conference"`
	Duty         dutyPlan         `json:"duty"`
	Supervision  supervisionPlan  `json:"supervision"`
	Contact      contactPlan      `json:"contact"`
	ReportIn     reportInPlan     `json:"reportIn"`
	Alliance     alliancePlan     `json:"alliance"`
	Help         helpPlan         `json:"help"`
	SelfGov      selfGovPlan      `json:"selfGovernance"`
	Hearing      hearingPlan      `json:"hearing"`
	Voices       voicesPlan       `json:"voices"`
	Volunteers   volunteersPlan   `json:"volunteers"`
	Partnerships partnershipsPlan `json:"partnerships"`
	Activities   activitiesPlan   `json:"activities"`
	Venues       venuesPlan       `json:"venues"`
	Money        moneyPlan        `json:"money"`
	Pay          payPlan          `json:"pay"`
}

//go:embed founding.json
var founding []byte

// Founding is the year of the founding report's district.
func Founding() (*Plan, error) { return Read(founding) }

// Read reads a plan; what it does not know it refuses.
func Read(text []byte) (*Plan, error) {
	p := new(Plan)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("agenda: %w", err)
	}
	return p, nil
}

// Share is the plan with one in so many of every count, and one at least.
func (p *Plan) Share(one int) *Plan {
	out := *p
	divide(reflect.ValueOf(&out).Elem(), one)
	return &out
}

var countType = reflect.TypeFor[Count]()

func divide(v reflect.Value, by int) {
	switch {
	case v.Type() == countType:
		if n := int(v.Int()); n > 0 {
			v.SetInt(int64((n + by - 1) / by))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			divide(v.Field(i), by)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		rows := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(rows, v)
		for i := range rows.Len() {
			divide(rows.Index(i), by)
		}
		v.Set(rows)
	}
}
