/** What is open of the evidence: an exhibit, a person to ask, or data to request. The address says which. */
import { usePlace } from "../diagnose/place";
import { Exhibit } from "./Exhibit";
import { Interview } from "./Interview";
import { DataRequest } from "./DataRequest";

export default function Evidence() {
  const { exhibit, person, request } = usePlace();
  if (exhibit !== null) return <Exhibit key={exhibit} tag={exhibit} />;
  if (person !== null) return <Interview key={person} person={person} />;
  return request === null ? null : <DataRequest key={request} request={request} />;
}
