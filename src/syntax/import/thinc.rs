//! Thinc's serialized models: a list of layers with their attributes and weights, in MessagePack.
//!
//! In come the bytes of a component's `model` file, out go its [`Layer`]s in the order of the file.

use rmpv::Value;

/// One layer of a serialized model.
#[derive(Debug)]
pub struct Layer {
    /// What it does: `maxout`, `hashembed`, …; of a composed layer, the names of its parts.
    pub name: String,
    /// Places in the list of layers, by what they are to this layer.
    references: Vec<(String, usize)>,
    attributes: Vec<(String, Value)>,
    parameters: Vec<(String, Tensor)>,
}

/// An array of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// How long it is in each direction.
    pub shape: Vec<usize>,
    /// The numbers, the last direction running fastest.
    pub values: Vec<f32>,
}

impl Layer {
    /// The layer that stands in a given relation to this one, as a place in the list.
    pub fn reference(&self, relation: &str) -> Option<usize> {
        self.references.iter().find(|(name, _)| name == relation).map(|&(_, place)| place)
    }

    /// A whole number among the attributes.
    pub fn integer(&self, attribute: &str) -> Option<u64> {
        self.attribute(attribute)?.as_u64()
    }

    /// A list of texts among the attributes.
    pub fn texts(&self, attribute: &str) -> Option<Vec<String>> {
        let values = self.attribute(attribute)?.as_array()?;
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// A yes or no among the attributes.
    pub fn flag(&self, attribute: &str) -> Option<bool> {
        self.attribute(attribute)?.as_bool()
    }

    /// The weights of a given name, if their shape has as many directions as asked for.
    pub fn tensor<const N: usize>(&self, parameter: &str) -> Result<([usize; N], &Tensor), String> {
        let found = self.parameters.iter().find(|(name, _)| name == parameter).map(|(_, tensor)| tensor);
        let tensor = found.ok_or_else(|| format!("layer {} has no weights {parameter}", self.name))?;
        let shape = <[usize; N]>::try_from(tensor.shape.as_slice())
            .map_err(|_| format!("weights {parameter} of layer {} have the shape {:?}", self.name, tensor.shape))?;
        Ok((shape, tensor))
    }

    fn attribute(&self, attribute: &str) -> Option<&Value> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value)
    }
}

/// Reads a component's `model` file.
///
/// # Errors
/// A message when the bytes are no serialized model.
pub fn layers(bytes: &[u8]) -> Result<Vec<Layer>, String> {
    let model = decode(bytes)?;
    let list = |name: &str| entry(&model, name).and_then(Value::as_array).ok_or_else(|| format!("it has no {name}"));
    let (nodes, attributes, parameters) = (list("nodes")?, list("attrs")?, list("params")?);
    if nodes.len() != attributes.len() || nodes.len() != parameters.len() {
        return Err("its lists of layers, attributes and weights differ in length".into());
    }
    let parts = nodes.iter().zip(attributes).zip(parameters);
    parts.map(|((node, attributes), parameters)| layer(node, attributes, parameters)).collect()
}

/// Reads one MessagePack value.
///
/// # Errors
/// A message when the bytes are no MessagePack.
pub fn decode(bytes: &[u8]) -> Result<Value, String> {
    rmpv::decode::read_value(&mut &*bytes).map_err(|cause| format!("it is no MessagePack: {cause}"))
}

/// The value of a map under a name, which may be written as text or as bytes.
pub fn entry<'a>(map: &'a Value, name: &str) -> Option<&'a Value> {
    map.as_map()?.iter().find(|(key, _)| text(key) == Some(name)).map(|(_, value)| value)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| std::str::from_utf8(value.as_slice()?).ok())
}

fn layer(node: &Value, attributes: &Value, parameters: &Value) -> Result<Layer, String> {
    let name = entry(node, "name").and_then(text).ok_or("a layer has no name")?.to_owned();
    let pairs = |map: Option<&Value>| map.and_then(Value::as_map).cloned().unwrap_or_default();
    let mut layer = Layer { name, references: Vec::new(), attributes: Vec::new(), parameters: Vec::new() };
    for (relation, place) in pairs(entry(node, "refs")) {
        if let (Some(relation), Some(place)) = (text(&relation), place.as_u64()) {
            layer.references.push((relation.to_owned(), place as usize));
        }
    }
    for (name, value) in pairs(Some(attributes)) {
        if let (Some(name), Some(bytes)) = (text(&name), value.as_slice()) {
            layer.attributes.push((name.to_owned(), decode(bytes)?));
        }
    }
    for (name, value) in pairs(Some(parameters)) {
        if let Some(name) = text(&name)
            && !value.is_nil()
        {
            let tensor =
                tensor(&value).ok_or_else(|| format!("weights {name} of layer {} are no array", layer.name))?;
            layer.parameters.push((name.to_owned(), tensor));
        }
    }
    Ok(layer)
}

/// Reads an array as NumPy's MessagePack extension writes it.
fn tensor(value: &Value) -> Option<Tensor> {
    let shape = entry(value, "shape")?.as_array()?.iter().map(|length| length.as_u64().map(|length| length as usize));
    let shape = shape.collect::<Option<Vec<usize>>>()?;
    let count = shape.iter().try_fold(1usize, |count, &length| count.checked_mul(length))?;
    let bytes = entry(value, "data")?.as_slice()?;
    if entry(value, "type").and_then(text)? != "<f4" || Some(bytes.len()) != count.checked_mul(4) {
        return None;
    }
    let values = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    Some(Tensor { shape, values })
}
